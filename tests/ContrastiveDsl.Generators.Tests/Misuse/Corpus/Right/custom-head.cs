// expect: none

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
        : base(nameof(Head))
    {
        linear = nn.Linear(inputSize, 64);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => nn.functional.normalize(linear.call(input));
}
