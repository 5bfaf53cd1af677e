namespace ContrastiveDsl.Declarations.Tests.Random;

/// <summary>Choices that a seed makes.</summary>
/// <param name="seed">The seed.</param>
internal sealed class Chance(int seed)
{
    private readonly System.Random random = new(seed);

    /// <summary>True with a probability.</summary>
    public bool Is(double probability) => random.NextDouble() < probability;

    /// <summary>A whole number, both ends included.</summary>
    public int Between(int minimum, int maximum) => random.Next(minimum, maximum + 1);

    /// <summary>A number.</summary>
    public double Between(double minimum, double maximum) => minimum + (random.NextDouble() * (maximum - minimum));

    /// <summary>One of several; one that stands there twice comes twice as often.</summary>
    public T Of<T>(params IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>Any number of 64 bits.</summary>
    public long Any(bool isPositive) => random.NextInt64(isPositive ? 0 : long.MinValue, long.MaxValue);
}
