namespace ContrastiveDsl.Export.Tests;

/// <summary>How far two lists of embeddings are apart.</summary>
internal static class Difference
{
    /// <summary>
    /// The largest difference of two elements, over the largest magnitude of any element: rounding grows with the
    /// numbers, and an element near zero has no precision of its own.
    /// </summary>
    internal static double Of(float[] actual, float[] expected)
    {
        actual.Length.Should().Be(expected.Length);
        expected.Should().OnlyContain(value => float.IsFinite(value));
        var scale = expected.Max(value => Math.Abs((double)value));
        scale.Should().BePositive();
        return actual.Zip(expected, (a, b) => Math.Abs((double)a - b)).Max() / scale;
    }

    /// <summary>
    /// The largest relative difference of the first embedding from any other, so that all alike prove nothing.
    /// </summary>
    internal static double BetweenRows(float[] embeddings, int rows)
    {
        var size = embeddings.Length / rows;
        return Enumerable
            .Range(1, rows - 1)
            .Max(row => Of(embeddings[(row * size)..((row + 1) * size)], embeddings[..size]));
    }
}
