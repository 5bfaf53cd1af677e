// expect: warning CDSL3013 at line 19

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace Lab;

[Transform]
public static partial class Fade
{
    public static Tensor Apply(Tensor images, TransformDraws draws) => images * draws.Uniform(0).view(-1, 1, 1, 1);
}

[AugmentationFamily]
[RandomResizedCrop]
[Transform(typeof(Fade))]
[Transform(typeof(Fade))]
public partial class Views;
