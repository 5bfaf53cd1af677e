using System;

namespace ContrastiveDsl;

/// <summary>
/// Declares the head of PIRL's patches (arXiv:1912.01991, section 3.2): a linear layer maps the features of each patch,
/// the results are concatenated in the shuffled order, and a second linear layer maps them to one projection: [N, P, F]
/// to [N, Output]. Or, on a custom <c>Module&lt;Tensor, Tensor&gt;</c> with a constructor <c>(int inputSize)</c>,
/// whatever does that.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PatchHeadAttribute : PartAttribute
{
    /// <summary>
    /// Patches that are concatenated, P: the square of the jigsaw's grid, or 1 for a rotation. Default 9.
    /// </summary>
    public int Patches { get; set; } = 9;

    /// <summary>Size of a patch's features, F. Inferred from the encoder when left out.</summary>
    public int Input { get; set; }

    /// <summary>Size of each patch's projection before the concatenation. Default: <see cref="Output"/>.</summary>
    public int Hidden { get; set; }

    /// <summary>Size of the output, that of the projector. Required.</summary>
    public int Output { get; set; }

    /// <summary>What normalises the output. Default <see cref="Norm.None"/>.</summary>
    public Norm OutputNorm { get; set; } = Norm.None;

    /// <summary>Groups of <see cref="Norm.Group"/>. Default 32.</summary>
    public int Groups { get; set; } = 32;

    /// <summary>Whether the output's normalisation learns scale and shift. Default true.</summary>
    public bool OutputAffine { get; set; } = true;
}
