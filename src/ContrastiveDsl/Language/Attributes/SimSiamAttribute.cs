using System;

namespace ContrastiveDsl;

/// <summary>
/// SimSiam (Chen and He, 2020, arXiv:2011.10566): each view's projection is predicted from the other's, and the
/// gradient stops at what is predicted. Neither negatives nor a momentum encoder.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SimSiamAttribute : PredictiveExperimentAttribute
{
    /// <summary>
    /// Keep the predictor's learning rate at its peak while the schedule moves the others, as the authors do. Default
    /// true; without a schedule it changes nothing.
    /// </summary>
    public bool ConstantPredictorRate { get; set; } = true;
}
