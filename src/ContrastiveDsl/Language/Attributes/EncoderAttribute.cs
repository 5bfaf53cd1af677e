using System;

namespace ContrastiveDsl;

/// <summary>
/// Declares an encoder, in one of three ways: a backbone of the catalogue (<c>[Encoder(Backbone.ResNet18)]</c>), a list
/// of layer attributes on the class, or a custom <c>Module&lt;Tensor, Tensor&gt;</c>, which states its output
/// size with <see cref="Features"/>.
/// </summary>
/// <example><code>
/// [Encoder(Channels = 1, ImageSize = 28)]
/// [Conv(32, 3)] [BatchNorm] [Relu] [BasicBlock(64, Stride = 2)] [GlobalAveragePool]
/// public partial class ClothesEncoder;
/// </code></example>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EncoderAttribute : PartAttribute
{
    /// <summary>An encoder made of layer attributes, or a custom module.</summary>
    public EncoderAttribute() { }

    /// <summary>An encoder from the catalogue.</summary>
    /// <param name="backbone">The backbone.</param>
    public EncoderAttribute(Backbone backbone) => Backbone = backbone;

    /// <summary>The backbone of the catalogue, if the encoder is one.</summary>
    public Backbone Backbone { get; }

    /// <summary>Channels of the images, 1 or more. Default 3.</summary>
    public int Channels { get; set; } = 3;

    /// <summary>
    /// Side of the square images in pixels. Default for a backbone: 224, with the small stem 32; a list of layers and a
    /// custom module must say.
    /// </summary>
    public int ImageSize { get; set; }

    /// <summary>The stem of a ResNet or a ConvNeXt. Default <see cref="Stem.ImageNet"/>.</summary>
    public Stem Stem { get; set; }

    /// <summary>
    /// Channels of the first stage of a ResNet or a ConvNeXt; the others follow. Default 64, for a ConvNeXt 96.
    /// </summary>
    public int Width { get; set; } = 64;

    /// <summary>What normalizes inside a ResNet and inside residual blocks. Default <see cref="Norm.Batch"/>.</summary>
    public Norm Norm { get; set; }

    /// <summary>Groups of <see cref="Norm.Group"/>. Default 32.</summary>
    public int Groups { get; set; } = 32;

    /// <summary>
    /// Start the last normalization of each residual block at zero, so that blocks begin as identities (Goyal et al.,
    /// 2017). Default false.
    /// </summary>
    public bool ZeroInitResidual { get; set; }

    /// <summary>Size of the output of a custom module. Inferred otherwise.</summary>
    public int Features { get; set; }
}
