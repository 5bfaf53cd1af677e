using System;

namespace ContrastiveDsl;

/// <summary>
/// The loss of BYOL (Grill et al., 2020, arXiv:2006.07733): the squared distance of a unit prediction and its unit
/// target, 2 − 2cos, the mean over the batch. The loop adds both directions, so that it lies in [0, 8].
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ByolLossAttribute : LossPartAttribute;
