using System;

namespace ContrastiveDsl;

/// <summary>
/// The loss of SimSiam (Chen and He, 2020, arXiv:2011.10566): minus the cosine of a prediction and what it predicts,
/// the mean over the batch. The loop halves the sum of both directions, so that it lies in [−1, 1].
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NegativeCosineLossAttribute : LossPartAttribute;
