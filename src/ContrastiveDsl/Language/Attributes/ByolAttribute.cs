using System;

namespace ContrastiveDsl;

/// <summary>
/// BYOL (Grill et al., 2020, arXiv:2006.07733): the online network predicts a target network's projection of the other
/// view; the target follows the online network. No negatives.
/// <see cref="MomentumEncoderAttribute"/> defaults to 0.996, rising to 1 along a cosine.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ByolAttribute : PredictiveExperimentAttribute;
