using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// What a block of a ConvNeXt adds to its input. Its state-dict keys are torchvision's, positions in a list where the
/// change of the memory order and the activation have a place, too.
/// </summary>
internal sealed class ConvNeXtBranch : nn.Module<Tensor, Tensor>
{
    private const int Kernel = 7;
    private const int Expansion = 4;
    private const double Epsilon = 1e-6;

    private readonly DepthwiseConvolution2d convolution;
    private readonly LayerNormalization norm;
    private readonly FullyConnected first;
    private readonly FullyConnected second;

    internal ConvNeXtBranch(int channels)
        : base(nameof(ConvNeXtBranch))
    {
        convolution = new DepthwiseConvolution2d(channels, Kernel);
        norm = new LayerNormalization(channels, Epsilon);
        first = new FullyConnected(channels, Expansion * channels);
        second = new FullyConnected(Expansion * channels, channels);
        Initialization.ConvNeXt(convolution.Weight, convolution.Bias);
        Initialization.ConvNeXt(first.Weight, first.Bias!);
        Initialization.ConvNeXt(second.Weight, second.Bias!);
        register_module("0", convolution);
        register_module("2", norm);
        register_module("3", first);
        register_module("5", second);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var pixels = convolution.call(input).permute(0, 2, 3, 1);
        var inner = first.call(norm.call(pixels)).gelu();
        return second.call(inner).permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    protected override void RegisterComponents() { }
}
