namespace ContrastiveDsl.Language;

/// <summary>
/// The papers of losses, presets and recipes that are no method's own: authors, the year and the number of the first
/// version. That of a method stands in its class.
/// </summary>
internal static class Papers
{
    /// <summary>Dimensionality reduction by learning an invariant mapping: the margin of dissimilar pairs.</summary>
    public const string PairMargin = "Hadsell, Chopra and LeCun, 2006";

    /// <summary>Improved baselines with momentum contrast.</summary>
    public const string MoCoV2 = "Chen et al., 2020, arXiv:2003.04297";

    /// <summary>Big self-supervised models are strong semi-supervised learners.</summary>
    public const string SimClrV2 = "Chen et al., 2020, arXiv:2006.10029";

    /// <summary>Decoupled contrastive learning.</summary>
    public const string Dcl = "Yeh et al., 2021, arXiv:2110.06848";
}
