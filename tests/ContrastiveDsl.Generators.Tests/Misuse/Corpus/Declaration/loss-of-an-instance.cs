// expect: error CDSL0026 at line 13

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace Lab;

[Loss]
public partial class Distance
{
    public Tensor Compute(Tensor z0, Tensor z1) => (z0 - z1).square().mean();
}
