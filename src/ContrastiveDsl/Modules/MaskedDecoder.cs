using System.Globalization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// The decoder of a masked autoencoder (He et al., 2021, arXiv:2111.06377), of use in training only: tokens of the
/// visible patches, a learned token in place of each removed one, positions, some transformer blocks, and for each
/// patch its pixels. [N, 1 + V, D] and a mask to [N, L, P].
/// </summary>
/// <remarks>
/// State-dict keys are the authors': <c>mask_token</c>, <c>decoder_pos_embed</c> (fixed), <c>decoder_embed</c>,
/// <c>decoder_blocks</c> (inside as torchvision's blocks), <c>decoder_norm</c>, <c>decoder_pred</c>. The first and the
/// last linear layer start xavier-uniform with biases of 0, blocks as torchvision's (<see cref="TransformerBlock"/>),
/// the mask's token normal with deviation 0.02.
/// </remarks>
public sealed class MaskedDecoder : nn.Module<Tensor, PatchMask, Tensor>
{
    private const double Epsilon = 1e-6;

    private readonly Parameter mask_token;
    private readonly Parameter decoder_pos_embed;
    private readonly FullyConnected decoder_embed;
    private readonly Sequential decoder_blocks;
    private readonly LayerNormalization decoder_norm;
    private readonly FullyConnected decoder_pred;

    /// <summary>A decoder with random weights.</summary>
    /// <param name="patches">L, the patches of a square image: a square number.</param>
    /// <param name="inputSize">D, the size of the encoder's tokens, at least 1.</param>
    /// <param name="outputSize">P, the numbers of a patch: its pixels times their channels, at least 1.</param>
    /// <param name="width">Size of the decoder's tokens, a multiple of 4 and of the heads.</param>
    /// <param name="depth">Transformer blocks, at least 1.</param>
    /// <param name="heads">Attention heads of each block.</param>
    /// <param name="device">Where it lives; the CPU by default.</param>
    /// <param name="mlp">Hidden size of each block's perceptron; four times the width by default.</param>
    /// <exception cref="ArgumentException">
    /// The patches are none of a square image, the width is no multiple of 4, or the heads do not divide it.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A size or the depth is below 1.</exception>
    public MaskedDecoder(
        int patches,
        int inputSize,
        int outputSize,
        int width,
        int depth,
        int heads,
        Device? device = null,
        int? mlp = null
    )
        : base(nameof(MaskedDecoder))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        var side = (int)Math.Round(Math.Sqrt(patches));
        if (patches < 1 || side * side != patches)
        {
            throw new ArgumentException(
                $"{patches} patches are not those of a square image: give a square number.",
                nameof(patches)
            );
        }

        mask_token = Initialization.Own(zeros(1, 1, width));
        nn.init.normal_(mask_token, 0, 0.02);
        decoder_pos_embed = Initialization.Own(
            PositionEmbedding.SinCos(side, width, columnsFirst: true),
            trained: false
        );
        decoder_embed = Linear(inputSize, width, inFullPrecision: false);
        decoder_blocks = nn.Sequential(
            Enumerable
                .Range(0, depth)
                .Select(index =>
                    (
                        index.ToString(CultureInfo.InvariantCulture),
                        (nn.Module<Tensor, Tensor>)new TransformerBlock(width, heads, mlp ?? 4 * width)
                    )
                )
        );
        decoder_norm = new LayerNormalization(width, eps: Epsilon);
        decoder_pred = Linear(width, outputSize, inFullPrecision: true);
        register_parameter(nameof(mask_token), mask_token);
        register_parameter(nameof(decoder_pos_embed), decoder_pos_embed);
        register_module(nameof(decoder_embed), decoder_embed);
        register_module(nameof(decoder_blocks), decoder_blocks);
        register_module(nameof(decoder_norm), decoder_norm);
        register_module(nameof(decoder_pred), decoder_pred);
        if (device is not null)
        {
            this.to(device);
        }
    }

    /// <summary>Paints the pixels of all patches.</summary>
    /// <param name="tokens">
    /// What the encoder made of the visible patches, [N, 1 + V, D], the class token before them.
    /// </param>
    /// <param name="mask">Which patches they are.</param>
    /// <returns>[N, L, P], patches in their order.</returns>
    /// <exception cref="ArgumentException">The tokens are not those of the mask.</exception>
    public override Tensor forward(Tensor tokens, PatchMask mask)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(mask);
        using var scope = NewDisposeScope();
        var x = mask.Restore(decoder_embed.call(tokens), mask_token).add(decoder_pos_embed); // [N, 1 + L, width]
        x = decoder_pred.call(decoder_norm.call(decoder_blocks.call(x)));
        return x.narrow(1, 1, x.size(1) - 1).MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers everything by name.</summary>
    protected override void RegisterComponents() { }

    private static FullyConnected Linear(int inputs, int outputs, bool inFullPrecision)
    {
        var linear = new FullyConnected(inputs, outputs, inFullPrecision: inFullPrecision);
        nn.init.xavier_uniform_(linear.Weight);
        nn.init.zeros_(linear.Bias!);
        return linear;
    }
}
