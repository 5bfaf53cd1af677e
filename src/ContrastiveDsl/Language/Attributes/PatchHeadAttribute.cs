using System;

namespace ContrastiveDsl;

/// <summary>
/// Declares the head of PIRL's patches (arXiv:1912.01991, section 3.2): a linear layer maps the features of each patch,
/// the results are concatenated in the shuffled order, and a second linear layer maps them to one projection: [N, P, F]
/// to [N, Output]. Or, on a custom <c>Module&lt;Tensor, Tensor&gt;</c> with a constructor <c>(int inputSize)</c>,
/// whatever does that.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PatchHeadAttribute : HeadSizesAttribute
{
    /// <summary>
    /// Patches that are concatenated, P: the square of the jigsaw's grid, or 1 for a rotation. Default 9.
    /// </summary>
    public int Patches { get; set; } = 9;
}
