using System;

namespace ContrastiveDsl;

/// <summary>
/// SimCLR (Chen et al., 2020, arXiv:2002.05709): two views of each image attract, all other views of the batch repel.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SimClrAttribute : ExperimentAttribute
{
    /// <summary>
    /// Forward the views one after the other, so that batch normalization sees each view's batch alone. Default false:
    /// both views in one batch, as the authors do.
    /// </summary>
    public bool SeparateViews { get; set; }
}
