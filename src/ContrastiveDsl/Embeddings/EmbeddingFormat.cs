using System.Runtime.InteropServices;

namespace ContrastiveDsl.Embeddings;

/// <summary>A way to lay embeddings out in a file.</summary>
internal abstract class EmbeddingFormat
{
    /// <summary>Whether the file holds the images' names too; otherwise they stand in a list beside it.</summary>
    internal abstract bool HoldsNames { get; }

    /// <summary>Writes the file from its beginning, row after row, without holding them all.</summary>
    /// <param name="stream">The file, empty; its position can be set.</param>
    /// <param name="size">D, numbers of an embedding.</param>
    /// <param name="most">Rows at most, known before the first of them is.</param>
    /// <param name="rows">The rows.</param>
    internal abstract void Write(Stream stream, int size, long most, IEnumerable<EmbeddedRows> rows);

    /// <summary>Writes the numbers of all rows as they lie in memory.</summary>
    /// <returns>How many rows there were.</returns>
    private protected static long WriteNumbers(Stream stream, int size, IEnumerable<EmbeddedRows> rows)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("The numbers of the file are little-endian; write CSV instead.");
        }

        var count = 0L;
        foreach (var some in rows)
        {
            stream.Write(MemoryMarshal.AsBytes(some.Values.AsSpan(0, some.Names.Count * size)));
            count += some.Names.Count;
        }

        return count;
    }
}
