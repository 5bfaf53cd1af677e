using System;

namespace ContrastiveDsl;

/// <summary>max(x, 0). Keeps the shape.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ReluAttribute : LayerAttribute;
