using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Optimization;

/// <summary>A small convolutional network with every kind of parameter: [N, 3, 8, 8] to [N, 5].</summary>
internal sealed class SmallNet : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly Dropout dropout;
    private readonly Linear fc;

    public SmallNet(double dropoutProbability = 0)
        : base(nameof(SmallNet))
    {
        conv1 = nn.Conv2d(3, 6, kernel_size: 3, padding: 1, bias: false);
        bn1 = nn.BatchNorm2d(6);
        conv2 = nn.Conv2d(6, 4, kernel_size: 3, stride: 2, padding: 1);
        dropout = nn.Dropout(dropoutProbability);
        fc = nn.Linear(4, 5);
        register_module("conv1", conv1);
        register_module("bn1", bn1);
        register_module("conv2", conv2);
        register_module("dropout", dropout);
        register_module("fc", fc);
    }

    public Conv2d Conv1 => conv1;

    public Linear Fc => fc;

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = bn1.call(conv1.call(input)).relu_();
        x = conv2.call(x).relu_();
        x = dropout.call(x.mean(new long[] { 2, 3 }));
        return fc.call(x).MoveToOuterDisposeScope();
    }

    protected override void RegisterComponents() { }
}
