namespace ContrastiveDsl.Memory;

/// <summary>
/// Keeps the uses of the stream <see cref="Randomness.RandomStream.Memory"/> apart: each draws under a view of its own.
/// </summary>
internal static class MemoryViews
{
    internal const int FirstKeys = 0;
    internal const int Shuffle = 1;
    internal const int FirstRows = 2;
    internal const int Negatives = 3;
}
