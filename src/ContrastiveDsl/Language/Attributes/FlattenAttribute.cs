using System;

namespace ContrastiveDsl;

/// <summary>A map as one vector: [C, H, W] to [C·H·W].</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class FlattenAttribute : LayerAttribute;
