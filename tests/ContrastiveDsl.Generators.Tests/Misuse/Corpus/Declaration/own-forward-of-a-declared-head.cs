// expect: error CDSL0009 at line 11

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

[ProjectionHead(Output = 64)]
public partial class Head
{
    public Tensor forward(Tensor input) => input;
}
