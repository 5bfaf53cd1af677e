using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// The perceptron of a transformer block, applied to each token: linear, exact GELU, linear. Its state-dict keys are
/// torchvision's, <c>0</c> and <c>3</c>.
/// </summary>
internal sealed class TransformerMlp : nn.Module<Tensor, Tensor>
{
    private readonly FullyConnected first;
    private readonly FullyConnected second;

    internal TransformerMlp(int width, int hidden, bool asMoCoV3)
        : base(nameof(TransformerMlp))
    {
        first = Create(width, hidden, asMoCoV3);
        second = Create(hidden, width, asMoCoV3);
        register_module("0", first);
        register_module("3", second);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return second.call(first.call(input).gelu()).MoveToOuterDisposeScope();
    }

    protected override void RegisterComponents() { }

    private static FullyConnected Create(int inputs, int outputs, bool asMoCoV3)
    {
        var linear = new FullyConnected(inputs, outputs);
        nn.init.xavier_uniform_(linear.Weight);
        if (asMoCoV3)
        {
            nn.init.zeros_(linear.Bias!);
        }
        else
        {
            nn.init.normal_(linear.Bias!, 0, 1e-6);
        }

        return linear;
    }
}
