namespace ContrastiveDsl;

/// <summary>The backbones of the catalogue. State-dict keys equal torchvision's.</summary>
public enum Backbone
{
    /// <summary>ResNet-18 (He et al., 2015): basic blocks 2-2-2-2, 512 features.</summary>
    ResNet18 = 1,

    /// <summary>ResNet-34: basic blocks 3-4-6-3, 512 features.</summary>
    ResNet34 = 2,

    /// <summary>ResNet-50: bottlenecks 3-4-6-3, 2048 features.</summary>
    ResNet50 = 3,

    /// <summary>ResNet-101: bottlenecks 3-4-23-3, 2048 features.</summary>
    ResNet101 = 4,

    /// <summary>
    /// A vision transformer (Dosovitskiy et al., 2020) whose output is the class token, or the mean of the
    /// patches; <see cref="VisionTransformerAttribute"/> says which, and has its sizes. Default: ViT-S/16 of MoCo v3,
    /// 384 features.
    /// </summary>
    VisionTransformer = 5,

    /// <summary>
    /// ConvNeXt-T (Liu et al., 2022, arXiv:2201.03545): blocks 3-3-9-3 of depthwise convolutions, 768 features.
    /// </summary>
    ConvNeXtTiny = 6,

    /// <summary>ConvNeXt-S: blocks 3-3-27-3, 768 features.</summary>
    ConvNeXtSmall = 7,
}
