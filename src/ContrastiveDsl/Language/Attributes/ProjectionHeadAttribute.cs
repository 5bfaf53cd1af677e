using System;

namespace ContrastiveDsl;

/// <summary>
/// Declares a projection head (projector): it maps the encoder's features to what the loss compares or the predictor
/// predicts. See <see cref="HeadAttribute"/> for its three forms.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProjectionHeadAttribute : HeadAttribute
{
    /// <summary>A projection head whose settings are all written.</summary>
    public ProjectionHeadAttribute() { }

    /// <summary>A projection head as a paper has it.</summary>
    /// <param name="preset">The paper's head. What is written beside it wins.</param>
    public ProjectionHeadAttribute(HeadPreset preset)
        : base(preset) { }
}
