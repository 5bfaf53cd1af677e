using System;

namespace ContrastiveDsl;

/// <summary>
/// PIRL (Misra and van der Maaten, 2019, arXiv:1912.01991): an image and its jigsaw, or its rotation, shall both
/// recognize the image's entry in a memory bank, so that features do not change with the pretext transform. Needs
/// <see cref="JigsawAttribute"/> or <see cref="RotationAttribute"/>; <see cref="MemoryBankAttribute"/> sets the bank,
/// which only the embedding of the image itself updates.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PirlAttribute : PatchExperimentAttribute
{
    /// <summary>λ, the weight of the patches' term; that of the image is 1 − λ. From 0 to 1. Default 0.5.</summary>
    public double Lambda { get; set; } = 0.5;
}
