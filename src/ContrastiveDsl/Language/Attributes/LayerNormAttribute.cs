using System;

namespace ContrastiveDsl;

/// <summary>
/// Layer normalization (Ba et al., 2016) of a vector, or of a whole map (then as group normalization with one group).
/// Keeps the shape.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class LayerNormAttribute : LayerAttribute;
