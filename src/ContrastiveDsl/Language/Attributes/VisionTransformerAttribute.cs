using System;

namespace ContrastiveDsl;

/// <summary>
/// Sizes of an encoder with <see cref="Backbone.VisionTransformer"/> (Dosovitskiy et al., 2020, arXiv:2010.11929).
/// Without it the encoder is the ViT-S/16 of MoCo v3, with learned positions.
/// </summary>
/// <remarks>
/// Pre-norm blocks, exact GELU, no dropout. State-dict keys equal those of torchvision's <c>VisionTransformer</c>
/// without its head; registers are <c>register_tokens</c> beside them, as in their authors' code.
/// </remarks>
/// <example><code>
/// [Encoder(Backbone.VisionTransformer)]
/// [VisionTransformer(Patch = 16, Width = 384, Depth = 12, Heads = 12, Positions = Positions.SinCos,
/// FrozenPatchEmbedding = true)] public partial class SmallTransformer;
/// </code></example>
[AttributeUsage(AttributeTargets.Class)]
public sealed class VisionTransformerAttribute : Attribute
{
    /// <summary>Side of the square patches in pixels; it divides the side of the images. Default 16.</summary>
    public int Patch { get; set; } = 16;

    /// <summary>
    /// Size of a token and of the output, 1 to 4,096; a multiple of <see cref="Heads"/>, and of 4 with
    /// <see cref="ContrastiveDsl.Positions.SinCos"/>. Default 384.
    /// </summary>
    public int Width { get; set; } = 384;

    /// <summary>Number of blocks, 1 to 256. Default 12.</summary>
    public int Depth { get; set; } = 12;

    /// <summary>Attention heads of each block; they divide <see cref="Width"/>. Default 12.</summary>
    public int Heads { get; set; } = 12;

    /// <summary>Hidden size of each block's perceptron, 1 to 65,536. Default: four times <see cref="Width"/>.</summary>
    public int Mlp { get; set; }

    /// <summary>
    /// Learned or fixed positions; decides how weights start, too. Default <see cref="Positions.Learned"/>.
    /// </summary>
    public Positions Positions { get; set; }

    /// <summary>
    /// Leave the projection of the patches at its first, random weights, which keeps the training of MoCo v3 stable.
    /// Default false.
    /// </summary>
    public bool FrozenPatchEmbedding { get; set; }

    /// <summary>
    /// What features are made of: the class token, or the mean of the patches. Default
    /// <see cref="TokenPooling.ClassToken"/>.
    /// </summary>
    public TokenPooling Pooling { get; set; }

    /// <summary>
    /// Register tokens (Darcet et al., 2023, arXiv:2309.16588): learned tokens that pass the blocks beside those of the
    /// patches and are no feature, so that large transformers need no patch to keep notes in. 0 to 256, 4 in the paper.
    /// Default 0.
    /// </summary>
    public int Registers { get; set; }
}
