using System;

namespace ContrastiveDsl;

/// <summary>
/// Declares a prediction head (predictor) of a method that predicts, such as BYOL: it maps the projections of one view
/// to what another network, or no gradient, makes of the other, so its output has the size of its input. See
/// <see cref="HeadAttribute"/> for its three forms.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PredictionHeadAttribute : HeadAttribute
{
    /// <summary>A prediction head whose settings are all written.</summary>
    public PredictionHeadAttribute() { }

    /// <summary>A prediction head as a paper has it.</summary>
    /// <param name="preset">The paper's head. What is written beside it wins.</param>
    public PredictionHeadAttribute(HeadPreset preset)
        : base(preset) { }
}
