using System;

namespace ContrastiveDsl;

/// <summary>
/// SwAV (Caron et al., 2020, arXiv:2006.09882): each view is assigned to prototypes such that the images of a batch are
/// shared out evenly among them, and the assignment of one view is predicted from the other. Online clustering: nothing
/// is compared with other images one by one. Takes <see cref="SwavLossAttribute"/>.
/// </summary>
/// <remarks>
/// The prototypes, unit vectors of the projections' space, are the library's and trained with the rest. The paper also
/// crops small views, which predict codes and have none: <see cref="MultiCropExperimentAttribute.LocalViews"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SwavAttribute : MultiCropExperimentAttribute
{
    /// <summary>
    /// K, the prototypes, 2 to 65,536: several times the kinds of images that there are. Default 3000, for ImageNet.
    /// </summary>
    public int Prototypes { get; set; } = 3000;

    /// <summary>
    /// ε, the softness of assignments, greater than 0: small gives an image to one prototype, large to all. Default
    /// 0.05.
    /// </summary>
    public double Epsilon { get; set; } = 0.05;

    /// <summary>Iterations of the Sinkhorn-Knopp algorithm, 1 to 100. Default 3.</summary>
    public int Iterations { get; set; } = 3;

    /// <summary>Epochs at the beginning in which prototypes stay where they are, 0 or more. Default 1.</summary>
    public int FrozenEpochs { get; set; } = 1;

    /// <summary>
    /// Embeddings of earlier batches, of each view, that are shared out together with the batch, where a batch is small
    /// for the prototypes: a batch or more, or 0 for none. Default 0.
    /// </summary>
    public int QueueSize { get; set; }

    /// <summary>
    /// The epoch, counted from 0, from which on they are, 0 or more: in a run of as many epochs or fewer, never.
    /// Default 15.
    /// </summary>
    public int QueueEpoch { get; set; } = 15;
}
