namespace ContrastiveDsl;

/// <summary>The first layers of a backbone.</summary>
public enum Stem
{
    /// <summary>
    /// 7×7 convolution of stride 2 and 3×3 max-pooling of stride 2, of a ConvNeXt 4×4 patches side by side: the image
    /// shrinks four times before the first stage.
    /// </summary>
    ImageNet = 0,

    /// <summary>
    /// 3×3 convolution of stride 1 and padding 1, no pooling: for images of up to about 64 pixels (the CIFAR stem of
    /// residual networks, and here that of a ConvNeXt, too).
    /// </summary>
    Small = 1,
}
