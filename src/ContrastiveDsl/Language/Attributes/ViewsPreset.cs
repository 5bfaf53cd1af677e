namespace ContrastiveDsl;

/// <summary>
/// The random steps of the papers' augmentations, in the papers' order. A step of the same kind that is written on the
/// class replaces the preset's; others follow behind. Normalization belongs to the images:
/// <see cref="NormalizeAttribute"/> is the class's own. Crops have the encoder's image size, but for small views.
/// </summary>
public enum ViewsPreset
{
    /// <summary>SimCLR on ImageNet (arXiv:2002.05709): crop, flip, jitter at full strength, gray, blur.</summary>
    SimClrImageNet = 1,

    /// <summary>SimCLR on CIFAR-10: crop, flip, jitter at half strength, gray, no blur.</summary>
    SimClrCifar10 = 2,

    /// <summary>MoCo v1 (arXiv:1911.05722): crop from a fifth of the image, gray, jitter always, flip.</summary>
    MoCoV1 = 3,

    /// <summary>
    /// MoCo v2 (arXiv:2003.04297), SimSiam too: crop from a fifth of the image, jitter, gray, blur, flip.
    /// </summary>
    MoCoV2 = 4,

    /// <summary>MoCo's CIFAR-10 demo: crop, flip, jitter, gray, no blur.</summary>
    MoCoCifar10 = 5,

    /// <summary>
    /// The first views of BYOL (arXiv:2006.07733), and of MoCo v3 with vision transformers: crop, flip, jitter, gray,
    /// blur always.
    /// </summary>
    ByolFirst = 6,

    /// <summary>
    /// The second views of BYOL, and of MoCo v3 with vision transformers: as the first, but blurred rarely, and
    /// solarized at times.
    /// </summary>
    ByolSecond = 7,

    /// <summary>
    /// The first views of MoCo v3 with ResNet-50 (arXiv:2104.02057): BYOL's, cropped from a fifth of the image.
    /// </summary>
    MoCoV3ResNetFirst = 8,

    /// <summary>The second views of MoCo v3 with ResNet-50.</summary>
    MoCoV3ResNetSecond = 9,

    /// <summary>SimSiam on CIFAR-10 (arXiv:2011.10566): MoCo v2's without blur.</summary>
    SimSiamCifar10 = 10,

    /// <summary>RAFT on CIFAR-10 (arXiv:2011.10944): crop, flip, jitter at full strength, gray, no blur.</summary>
    RaftCifar10 = 11,

    /// <summary>MAE (arXiv:2111.06377): crop from a fifth of the image, flip.</summary>
    Mae = 12,

    /// <summary>SimMIM (arXiv:2111.09886): crop from two thirds of the image, flip.</summary>
    SimMim = 13,

    /// <summary>The large views of SwAV (arXiv:2006.09882): SimCLR's, cropped from 0.14 of the image.</summary>
    Swav = 14,

    /// <summary>The small views of SwAV: as the large, but 96 pixels of 0.05 to 0.14 of the image.</summary>
    SwavLocal = 15,

    /// <summary>SupCon on CIFAR-10 (arXiv:2004.11362): crop from a fifth of the image, flip, jitter, gray.</summary>
    SupConCifar10 = 16,

    /// <summary>
    /// Instance discrimination on CIFAR-10 (arXiv:1805.01978): crop from a fifth of the image, jitter always, gray, no
    /// flip. On ImageNet its views are MoCo v1's.
    /// </summary>
    InstanceDiscriminationCifar10 = 17,

    /// <summary>
    /// The images of PIRL (arXiv:1912.01991): crop, jitter always, bits, sharpness, inversion and contrast by one
    /// chance, gray, flip.
    /// </summary>
    Pirl = 18,

    /// <summary>The patches of PIRL, on the class of PatchViews: as the images, but not cropped again.</summary>
    PirlPatches = 19,
}
