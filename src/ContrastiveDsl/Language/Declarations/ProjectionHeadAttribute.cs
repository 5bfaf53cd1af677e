using System;

namespace ContrastiveDsl;

/// <summary>Declares a projection head (projector): it maps the encoder's features to what the loss compares or the predictor predicts. See <see cref="HeadAttribute"/> for its three forms.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProjectionHeadAttribute : HeadAttribute;
