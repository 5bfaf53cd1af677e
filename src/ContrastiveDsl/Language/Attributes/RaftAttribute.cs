using System;

namespace ContrastiveDsl;

/// <summary>
/// RAFT, Run Away From your Teacher (Shi et al., 2020, arXiv:2011.10944): the predictions of both views attract each
/// other, and each runs away from the target network's projection of the same view; BYOL′ is the same with the other
/// sign (<see cref="RaftLossAttribute.Objective"/>). <see cref="MomentumEncoderAttribute"/> defaults to 0.996, rising
/// to 1 along a cosine, and to a target of its own random weights, as the authors have it: with equal ones there is at
/// first nothing to run away from.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RaftAttribute : PredictiveExperimentAttribute;
