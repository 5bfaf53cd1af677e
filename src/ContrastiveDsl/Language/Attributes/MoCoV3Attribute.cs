using System;

namespace ContrastiveDsl;

/// <summary>
/// MoCo v3 (Chen et al., 2021, arXiv:2104.02057): predictions of each view recognize the momentum encoder's projection
/// of the other view among those of the batch. No queue.
/// <see cref="MomentumEncoderAttribute"/> defaults to 0.99, rising to 1 along a cosine.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MoCoV3Attribute : PredictiveExperimentAttribute;
