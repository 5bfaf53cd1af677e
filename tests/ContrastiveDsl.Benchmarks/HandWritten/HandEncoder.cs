using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Benchmarks.HandWritten;

/// <summary>The example's encoder, as a TorchSharp user writes it.</summary>
internal sealed class HandEncoder : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv1 = nn.Conv2d(1, 32, kernel_size: 3, stride: 1, padding: 1, bias: false);
    private readonly BatchNorm2d bn1 = nn.BatchNorm2d(32);
    private readonly HandBlock block1 = new(32, 32, 1);
    private readonly HandBlock block2 = new(32, 64, 2);
    private readonly HandBlock block3 = new(64, 128, 2);

    public HandEncoder()
        : base(nameof(HandEncoder)) => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = bn1.call(conv1.call(input)).relu_();
        x = block3.call(block2.call(block1.call(x)));
        return x.mean([2L, 3L]).MoveToOuterDisposeScope();
    }
}
