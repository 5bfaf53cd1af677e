// expect: warning CDSL0035 at line 12
// In PyTorch an assignment registers a layer; here it is a field like any other.

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace Lab;

[ProjectionHead(Output = 64)]
public sealed partial class Head : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Linear linear;

    public Head(int inputSize)
        : base(nameof(Head)) => linear = nn.Linear(inputSize, 64);

    public override Tensor forward(Tensor input) => linear.call(input);
}
