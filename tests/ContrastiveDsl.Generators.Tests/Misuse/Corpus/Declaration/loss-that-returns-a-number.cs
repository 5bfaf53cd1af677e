// expect: error CDSL0026 at line 13

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace Lab;

[Loss]
public static partial class Distance
{
    public static double Compute(Tensor z0, Tensor z1) => (z0 - z1).square().mean().item<float>();
}
