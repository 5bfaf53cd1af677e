using System;

namespace ContrastiveDsl;

/// <summary>
/// The loss of SimMIM (Xie et al., 2021, arXiv:2111.09886): the mean absolute distance of pixels as the encoder sees
/// them and as they are predicted, over the masked patches.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class L1ReconstructionLossAttribute : LossPartAttribute;
