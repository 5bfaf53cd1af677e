using System;

namespace ContrastiveDsl;

/// <summary>
/// Barlow Twins (Zbontar et al., 2021, arXiv:2103.03230): each component of the embeddings shall be the same for both
/// views of an image, and tell nothing that another component tells. There are no negatives, no predictor and no second
/// network; views are forwarded one after the other.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BarlowTwinsAttribute : ExperimentAttribute;
