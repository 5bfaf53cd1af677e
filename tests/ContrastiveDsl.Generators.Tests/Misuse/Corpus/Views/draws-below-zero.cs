// expect: error CDSL1004 at line 8

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

[Transform(Draws = -1)]
public static partial class Fade
{
    public static Tensor Apply(Tensor images, TransformDraws draws) => images;
}
