namespace ContrastiveDsl.Distribution;

/// <summary>Something that processes share out among themselves.</summary>
/// <typeparam name="T">What it is.</typeparam>
public interface IShared<out T>
{
    /// <summary>The part of one process; the parts of all, in the order of ranks, are the whole.</summary>
    /// <param name="rank">The process, from 0.</param>
    /// <param name="size">How many processes there are, at least 1.</param>
    /// <exception cref="ArgumentException">It has no equal parts for so many.</exception>
    T PartOf(int rank, int size);
}
