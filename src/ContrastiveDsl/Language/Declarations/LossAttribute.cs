using System;

namespace ContrastiveDsl;

/// <summary>Declares an own loss: a partial class with <c>public static Tensor Compute(Tensor z0, Tensor z1)</c> on two [B, D] batches of projections that returns a scalar.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LossAttribute : PartAttribute;
