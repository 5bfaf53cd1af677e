using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Benchmarks.HandWritten;

/// <summary>A basic residual block, as a TorchSharp user writes it.</summary>
internal sealed class HandBlock : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly Sequential? downsample;

    public HandBlock(int input, int output, int stride)
        : base(nameof(HandBlock))
    {
        conv1 = nn.Conv2d(input, output, kernel_size: 3, stride: stride, padding: 1, bias: false);
        bn1 = nn.BatchNorm2d(output);
        conv2 = nn.Conv2d(output, output, kernel_size: 3, stride: 1, padding: 1, bias: false);
        bn2 = nn.BatchNorm2d(output);
        downsample =
            stride == 1 && input == output
                ? null
                : nn.Sequential(
                    nn.Conv2d(input, output, kernel_size: 1, stride: stride, bias: false),
                    nn.BatchNorm2d(output)
                );
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var y = bn1.call(conv1.call(input)).relu_();
        y = bn2.call(conv2.call(y));
        var shortcut = downsample is null ? input : downsample.call(input);
        return y.add_(shortcut).relu_().MoveToOuterDisposeScope();
    }
}
