namespace ContrastiveDsl;

/// <summary>
/// The heads of the papers, as their authors' code has them. A preset gives sizes, layers, biases and normalizations;
/// what is written beside it wins:
/// <c>[ProjectionHead(HeadPreset.Byol, Hidden = 256, Output = 64)]</c>. Where a paper has a projection and a prediction
/// head, the attribute says which is meant.
/// </summary>
public enum HeadPreset
{
    /// <summary>
    /// SimCLR's projection head (Chen et al., 2020, arXiv:2002.05709): two layers without biases, as wide as the
    /// features, to 128, batch normalization after each. The authors' last normalization learns a scale but no shift;
    /// here it learns both.
    /// </summary>
    SimClrV1 = 1,

    /// <summary>
    /// SimCLR v2's projection head (Chen et al., 2020, arXiv:2006.10029): <see cref="SimClrV1"/> with a third layer.
    /// </summary>
    SimClrV2 = 2,

    /// <summary>MoCo v1's projection head (He et al., 2019, arXiv:1911.05722): a linear layer to 128.</summary>
    MoCoV1 = 3,

    /// <summary>
    /// MoCo v2's projection head (Chen et al., 2020, arXiv:2003.04297): two layers with biases and no normalization, as
    /// wide as the features, to 128.
    /// </summary>
    MoCoV2 = 4,

    /// <summary>
    /// MoCo v3's heads for residual networks (Chen et al., 2021, arXiv:2104.02057), no biases: 4096 to 256, normalized
    /// at the end without scale and shift; predictor 4096 to 256, not normalized at the end.
    /// </summary>
    MoCoV3ResNet = 5,

    /// <summary>
    /// MoCo v3's heads for vision transformers, no biases: a projector of three layers and a predictor of two, 4096 to
    /// 256, both normalized at the end without scale and shift.
    /// </summary>
    MoCoV3ViT = 6,

    /// <summary>
    /// BYOL's heads (Grill et al., 2020, arXiv:2006.07733), projector and predictor alike: a layer of 4096 with a bias,
    /// batch normalization, then 256 without a bias.
    /// </summary>
    Byol = 7,

    /// <summary>
    /// SimSiam's heads (Chen and He, 2020, arXiv:2011.10566): a projector of three layers of 2048 without biases,
    /// normalized at the end without scale and shift; a predictor with a bottleneck of 512, whose last layer has a
    /// bias.
    /// </summary>
    SimSiam = 8,

    /// <summary>SimSiam's heads for CIFAR-10: a projector of two layers, else as <see cref="SimSiam"/>.</summary>
    SimSiamCifar10 = 9,

    /// <summary>
    /// RAFT's heads (Shi et al., 2020, arXiv:2011.10944), projector and predictor alike: 4096 to 256 with biases, batch
    /// normalization in between.
    /// </summary>
    RaftMlp = 10,

    /// <summary>RAFT's heads for CIFAR-10: <see cref="RaftMlp"/> with a hidden layer of 512.</summary>
    RaftMlpCifar10 = 11,

    /// <summary>RAFT's linear predictor, to 256: for it the authors prove that RAFT and BYOL agree.</summary>
    RaftLinear = 12,

    /// <summary>
    /// DINO's projector for vision transformers (Caron et al., 2021, arXiv:2104.14294), what stands before its
    /// prototypes: three layers of 2048, 2048 and 256 with biases and GELU, not normalized. The authors' first weights
    /// are narrower, with a deviation of 0.02.
    /// </summary>
    Dino = 13,
}
