using ContrastiveDsl;
using ContrastiveDsl.Modules;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CustomParts;

/// <summary>An encoder as anyone would write it with TorchSharp: it states how many features it returns.</summary>
[Encoder(Channels = 3, ImageSize = 32, Features = 64)]
public partial class TinyEncoder : nn.Module<Tensor, Tensor>
{
    private readonly Convolution2d conv1 = new(3, 32, kernel: 3, stride: 2, padding: 1, bias: false);
    private readonly Convolution2d conv2 = new(32, 64, kernel: 3, stride: 2, padding: 1, bias: false);
    private readonly BatchNorm2d norm1 = nn.BatchNorm2d(32);
    private readonly BatchNorm2d norm2 = nn.BatchNorm2d(64);

    /// <summary>An encoder with random weights.</summary>
    public TinyEncoder()
        : base(nameof(TinyEncoder)) => RegisterComponents();

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var maps = norm1.call(conv1.call(input)).relu(); // [N, 3, 32, 32] -> [N, 32, 16, 16]
        maps = norm2.call(conv2.call(maps)).relu(); // -> [N, 64, 8, 8]
        return maps.amax([2, 3]).MoveToOuterDisposeScope(); // -> [N, 64]
    }
}
