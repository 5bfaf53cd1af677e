using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// What SimMIM trains beside its encoder (Xie et al., 2021, arXiv:2111.09886), of use in training only: the token that
/// stands for masked patches, and one linear layer that predicts from the token of each patch its pixels.
/// [N, 1 + L, D] to [N, L, P].
/// </summary>
/// <remarks>
/// State-dict keys are <c>mask_token</c> and <c>decoder</c>, the authors' words. The linear layer starts as
/// torch.nn.Linear's, which is how the authors' convolution of 1×1 starts, the token normal with deviation 0.02.
/// </remarks>
public sealed class PixelHead : nn.Module<Tensor, Tensor>
{
    private readonly Parameter mask_token;
    private readonly FullyConnected decoder;

    /// <summary>A head with random weights.</summary>
    /// <param name="inputSize">D, the size of the encoder's tokens, at least 1.</param>
    /// <param name="outputSize">P, the numbers of a patch: its pixels times their channels, at least 1.</param>
    /// <param name="device">Where it lives; the CPU by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public PixelHead(int inputSize, int outputSize, Device? device = null)
        : base(nameof(PixelHead))
    {
        decoder = new FullyConnected(inputSize, outputSize, inFullPrecision: true);
        mask_token = Initialization.Own(empty(1, 1, inputSize));
        nn.init.normal_(mask_token, 0, 0.02);
        register_parameter(nameof(mask_token), mask_token);
        register_module(nameof(decoder), decoder);
        if (device is not null)
        {
            this.to(device);
        }
    }

    /// <summary>The token that stands for masked patches, [1, 1, D].</summary>
    public Parameter MaskToken => mask_token;

    /// <summary>Predicts the pixels of all patches.</summary>
    /// <param name="tokens">What the encoder made of all patches, [N, 1 + L, D], the class token before them.</param>
    /// <returns>[N, L, P], patches in their order.</returns>
    /// <exception cref="ArgumentException">The tokens are not [N, 1 + L, D] with a patch or more.</exception>
    public override Tensor forward(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.dim() != 3 || tokens.size(1) < 2)
        {
            throw new ArgumentException(
                $"Tokens are [N, 1 + L, D], that of the class before those of the patches, but they are [{string.Join(", ", tokens.shape)}].",
                nameof(tokens)
            );
        }

        using var scope = NewDisposeScope();
        return decoder.call(tokens.narrow(1, 1, tokens.size(1) - 1)).MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers everything by name.</summary>
    protected override void RegisterComponents() { }
}
