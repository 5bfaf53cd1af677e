// expect: error CDSL0027 at line 13

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace Lab;

[Transform]
public static partial class Fade
{
    private static Tensor Apply(Tensor images, TransformDraws draws) => images * draws.Uniform(0).view(-1, 1, 1, 1);
}
