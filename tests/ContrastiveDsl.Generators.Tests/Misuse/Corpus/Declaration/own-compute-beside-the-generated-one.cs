// expect: error CDSL0009 at line 11

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

[NtXentLoss(Temperature = 0.5)]
public static partial class Contrast
{
    public static Tensor Compute(Tensor z0, Tensor z1) => z0.sub(z1).square().mean();
}
