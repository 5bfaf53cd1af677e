// expect: none

using ContrastiveDsl;
using ContrastiveDsl.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace Lab;

[Transform(Draws = 2)]
public static partial class Gain
{
    public static Tensor Apply(Tensor images, TransformDraws draws)
    {
        var gain = draws.Uniform(0, 0.8, 1.2).view(-1, 1, 1, 1);
        var offset = draws.Uniform(1, -0.1, 0.1).view(-1, 1, 1, 1);
        return (images * gain + offset).clamp(0, 1);
    }
}

[AugmentationFamily]
[RandomResizedCrop]
[Transform(typeof(Gain))]
public partial class Views;
