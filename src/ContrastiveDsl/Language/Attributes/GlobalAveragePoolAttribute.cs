using System;

namespace ContrastiveDsl;

/// <summary>The mean over height and width: [C, H, W] to [C].</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class GlobalAveragePoolAttribute : LayerAttribute;
