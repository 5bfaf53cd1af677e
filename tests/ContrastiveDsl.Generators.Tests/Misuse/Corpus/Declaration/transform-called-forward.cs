// expect: error CDSL0027 at line 11

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace Lab;

[Transform]
public static partial class Noise
{
    public static Tensor Forward(Tensor images) => images + torch.randn_like(images) * 0.1;
}
