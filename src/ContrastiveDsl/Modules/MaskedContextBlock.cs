using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// A residual block of <see cref="MaskedContext"/>, [N, D, R, C] to the same: a convolution over a row and the row
/// above it, a ReLU and a 1×1 convolution.
/// </summary>
internal sealed class MaskedContextBlock : nn.Module<Tensor, Tensor>
{
    private readonly Convolution2d conv1;
    private readonly Convolution2d conv2;

    internal MaskedContextBlock(int features)
        : base(nameof(MaskedContextBlock))
    {
        conv1 = new Convolution2d(features, features, kernel: (2, 3), padding: (1, 1));
        conv2 = new Convolution2d(features, features, kernel: 1);
        register_module(nameof(conv1), conv1);
        register_module(nameof(conv2), conv2);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();

        // Padded by a row on both sides, two rows of weights give one row more than there were. Without the last of
        // them, output r has seen rows r - 1 and r.
        var x = conv1.call(input).narrow(2, 0, input.size(2)).relu();
        return conv2.call(x).add_(input).MoveToOuterDisposeScope();
    }

    protected override void RegisterComponents() { }
}
