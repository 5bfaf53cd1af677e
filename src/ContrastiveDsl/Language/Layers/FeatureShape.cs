using System;

namespace ContrastiveDsl.Language;

/// <summary>
/// The shape of one sample between two layers: a map [Channels, Height, Width], a vector [Channels] whose height and
/// width are 0, or a sequence of <see cref="Tokens"/> such vectors.
/// </summary>
/// <param name="Channels">Channels of the map, or size of the vector or token.</param>
/// <param name="Height">Height in pixels; 0 for a vector and for a sequence.</param>
/// <param name="Width">Width in pixels; 0 for a vector and for a sequence.</param>
internal readonly record struct FeatureShape(int Channels, int Height, int Width)
{
    /// <summary>Number of tokens of a sequence; 0 for a map and for a vector.</summary>
    public int Tokens { get; init; }

    /// <summary>Whether this is a vector.</summary>
    public bool IsVector => Height == 0 && Width == 0 && Tokens == 0;

    /// <summary>Whether each channel is a single number: this is a vector, or a map of one pixel.</summary>
    public bool HasOneNumberPerChannel => IsVector || (Height == 1 && Width == 1);

    /// <summary>Whether this is a sequence of tokens.</summary>
    public bool IsSequence => Tokens != 0;

    /// <summary>A vector of the given size.</summary>
    public static FeatureShape Vector(int size) => new(size, 0, 0);

    /// <summary>A sequence of so many tokens of the given size.</summary>
    public static FeatureShape Sequence(int tokens, int size) => new(size, 0, 0) { Tokens = tokens };

    /// <summary>
    /// The shape of a batch of N such samples, as comments and <c>describe</c> write it: <c>[N, 64, 14, 14]</c>, <c>[N,
    /// 128]</c>, or <c>[N, 197, 384]</c> for 197 tokens.
    /// </summary>
    public override string ToString() =>
        IsSequence ? FormattableString.Invariant($"[N, {Tokens}, {Channels}]")
        : IsVector ? FormattableString.Invariant($"[N, {Channels}]")
        : FormattableString.Invariant($"[N, {Channels}, {Height}, {Width}]");
}
