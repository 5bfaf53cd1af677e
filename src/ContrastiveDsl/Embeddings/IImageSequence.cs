namespace ContrastiveDsl.Embeddings;

/// <summary>Images that are to be embedded, in a fixed order.</summary>
internal interface IImageSequence : IDisposable
{
    /// <summary>How many there are, broken ones included.</summary>
    int Count { get; }

    /// <summary>Reads images that follow one another; safe for several threads.</summary>
    /// <param name="start">The first, from 0.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>Those that could be read, and those that could not; the pixels are in the current dispose scope.</returns>
    ReadImages Read(int start, int count);
}
