// expect: error CDSL0016 at line 17

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace Lab;

public static class Fade
{
    public static Tensor Apply(Tensor images, TransformDraws draws) => images;
}

[AugmentationFamily]
[RandomResizedCrop]
[Transform(typeof(Fade))]
public partial class Views;
