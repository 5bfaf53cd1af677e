using System;

namespace ContrastiveDsl;

/// <summary>
/// A method that predicts one view's projection from the other's: it has a prediction head behind the projection head.
/// </summary>
public abstract class PredictiveExperimentAttribute : ExperimentAttribute
{
    /// <summary>
    /// The prediction head: a class with <see cref="PredictionHeadAttribute"/>, whose output has the size of the
    /// projector's. Required.
    /// </summary>
    public Type? Predictor { get; set; }
}
