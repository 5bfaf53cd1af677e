namespace ContrastiveDsl.Data;

/// <summary>Places at even distances in a row of things.</summary>
internal static class EvenPlaces
{
    /// <summary>So many places, the first one among them, in their order.</summary>
    /// <param name="count">How many, 1 to <paramref name="total"/>.</param>
    /// <param name="total">How many things there are.</param>
    internal static int[] Of(int count, int total) =>
        [.. Enumerable.Range(0, count).Select(i => (int)((long)i * total / count))];
}
