using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Images [N, 1, 8, 8] to features [N, 8].</summary>
internal sealed class StripesEncoder : nn.Module<Tensor, Tensor>
{
    internal const int FeatureSize = 8;
    private readonly Conv2d conv1 = nn.Conv2d(1, FeatureSize, kernel_size: 3, padding: 1, bias: false);
    private readonly BatchNorm2d bn1 = nn.BatchNorm2d(FeatureSize);

    internal StripesEncoder()
        : base("StripesEncoder")
    {
        register_module("conv1", conv1);
        register_module("bn1", bn1);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return bn1.call(conv1.call(input)).relu().mean([2, 3]).MoveToOuterDisposeScope();
    }

    protected override void RegisterComponents() { }
}
