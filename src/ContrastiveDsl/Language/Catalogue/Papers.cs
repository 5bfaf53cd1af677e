namespace ContrastiveDsl.Language;

/// <summary>
/// The papers of methods, losses, presets and recipes: authors, the year and the number of the first version.
/// </summary>
internal static class Papers
{
    /// <summary>Learning a similarity metric discriminatively.</summary>
    public const string Siamese = "Chopra, Hadsell and LeCun, 2005";

    /// <summary>Dimensionality reduction by learning an invariant mapping: the margin of dissimilar pairs.</summary>
    public const string PairMargin = "Hadsell, Chopra and LeCun, 2006";

    /// <summary>Unsupervised feature learning via non-parametric instance discrimination.</summary>
    public const string InstanceDiscrimination = "Wu et al., 2018, arXiv:1805.01978";

    /// <summary>Representation learning with contrastive predictive coding, InfoNCE too.</summary>
    public const string Cpc = "van den Oord et al., 2018, arXiv:1807.03748";

    /// <summary>Momentum contrast.</summary>
    public const string MoCo = "He et al., 2019, arXiv:1911.05722";

    /// <summary>Self-supervised learning of pretext-invariant representations.</summary>
    public const string Pirl = "Misra and van der Maaten, 2019, arXiv:1912.01991";

    /// <summary>A simple framework for contrastive learning.</summary>
    public const string SimClr = "Chen et al., 2020, arXiv:2002.05709";

    /// <summary>Improved baselines with momentum contrast.</summary>
    public const string MoCoV2 = "Chen et al., 2020, arXiv:2003.04297";

    /// <summary>Supervised contrastive learning.</summary>
    public const string SupCon = "Khosla et al., 2020, arXiv:2004.11362";

    /// <summary>Bootstrap your own latent.</summary>
    public const string Byol = "Grill et al., 2020, arXiv:2006.07733";

    /// <summary>Unsupervised learning of visual features by contrasting cluster assignments.</summary>
    public const string Swav = "Caron et al., 2020, arXiv:2006.09882";

    /// <summary>Big self-supervised models are strong semi-supervised learners.</summary>
    public const string SimClrV2 = "Chen et al., 2020, arXiv:2006.10029";

    /// <summary>Exploring simple siamese representation learning.</summary>
    public const string SimSiam = "Chen and He, 2020, arXiv:2011.10566";

    /// <summary>Run away from your teacher.</summary>
    public const string Raft = "Shi et al., 2020, arXiv:2011.10944";

    /// <summary>Barlow Twins.</summary>
    public const string BarlowTwins = "Zbontar et al., 2021, arXiv:2103.03230";

    /// <summary>Training self-supervised vision transformers.</summary>
    public const string MoCoV3 = "Chen et al., 2021, arXiv:2104.02057";

    /// <summary>With a little help from my friends: nearest-neighbor contrastive learning of representations.</summary>
    public const string Nnclr = "Dwibedi et al., 2021, arXiv:2104.14548";

    /// <summary>Variance-invariance-covariance regularization.</summary>
    public const string Vicreg = "Bardes, Ponce and LeCun, 2021, arXiv:2105.04906";

    /// <summary>Decoupled contrastive learning.</summary>
    public const string Dcl = "Yeh et al., 2021, arXiv:2110.06848";

    /// <summary>Masked autoencoders are scalable vision learners.</summary>
    public const string Mae = "He et al., 2021, arXiv:2111.06377";
}
