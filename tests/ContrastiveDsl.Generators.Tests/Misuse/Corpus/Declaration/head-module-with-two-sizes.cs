// expect: error CDSL0019 at line 12
// Input and output size by the constructor, as in PyTorch.

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace Lab;

[ProjectionHead(Output = 64)]
public sealed partial class Head : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Linear linear;

    public Head(int inputSize, int outputSize)
        : base(nameof(Head))
    {
        linear = nn.Linear(inputSize, outputSize);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => linear.call(input);
}
