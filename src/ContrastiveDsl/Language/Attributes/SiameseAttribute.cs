using System;

namespace ContrastiveDsl;

/// <summary>
/// Siamese networks with the pairwise contrastive loss, where it all began (Chopra, Hadsell and LeCun, 2005; Hadsell,
/// Chopra and LeCun, 2006, "Dimensionality reduction by learning an invariant mapping"): one network maps both images
/// of a pair; similar ones shall be close, dissimilar ones a margin apart. All pairs of first and second views of the
/// batch take part.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SiameseAttribute : ExperimentAttribute
{
    /// <summary>What makes a pair similar. Default <see cref="SimilarPairs.Views"/>.</summary>
    public SimilarPairs Pairs { get; set; }
}
