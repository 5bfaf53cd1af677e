using System;

namespace ContrastiveDsl.Language;

/// <summary>The shape of one sample between two layers: a map [Channels, Height, Width], or a vector [Channels] whose height and width are 0.</summary>
/// <param name="Channels">Channels of the map, or size of the vector.</param>
/// <param name="Height">Height in pixels; 0 for a vector.</param>
/// <param name="Width">Width in pixels; 0 for a vector.</param>
public readonly record struct FeatureShape(int Channels, int Height, int Width)
{
    /// <summary>Whether this is a vector.</summary>
    public bool IsVector => Height == 0 && Width == 0;

    /// <summary>A vector of the given size.</summary>
    public static FeatureShape Vector(int size) => new(size, 0, 0);

    /// <summary>The shape of a batch of N such samples, as comments and <c>describe</c> write it: <c>[N, 64, 14, 14]</c> or <c>[N, 128]</c>.</summary>
    public override string ToString() => IsVector
        ? FormattableString.Invariant($"[N, {Channels}]")
        : FormattableString.Invariant($"[N, {Channels}, {Height}, {Width}]");
}
