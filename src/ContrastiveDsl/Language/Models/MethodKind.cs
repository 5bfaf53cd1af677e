namespace ContrastiveDsl.Language;

/// <summary>The methods: the kinds of experiment.</summary>
public enum MethodKind
{
    /// <summary>SimCLR (Chen et al., 2020).</summary>
    SimClr,

    /// <summary>MoCo v1 and v2 (He et al., 2019; Chen et al., 2020).</summary>
    MoCo,

    /// <summary>MoCo v3 (Chen et al., 2021).</summary>
    MoCoV3,

    /// <summary>BYOL (Grill et al., 2020).</summary>
    Byol,

    /// <summary>SimSiam (Chen and He, 2020).</summary>
    SimSiam,

    /// <summary>RAFT and BYOL′ (Shi et al., 2020).</summary>
    Raft,

    /// <summary>Supervised contrastive learning (Khosla et al., 2020).</summary>
    SupCon,

    /// <summary>Instance discrimination, NPID (Wu et al., 2018).</summary>
    InstanceDiscrimination,

    /// <summary>PIRL (Misra and van der Maaten, 2020).</summary>
    Pirl,

    /// <summary>Contrastive predictive coding (van den Oord et al., 2018).</summary>
    Cpc,

    /// <summary>End-to-end contrast with two encoders (Hadsell et al., 2006).</summary>
    EndToEnd,

    /// <summary>Siamese networks with the pairwise contrastive loss (Chopra et al., 2005).</summary>
    Siamese,
}
