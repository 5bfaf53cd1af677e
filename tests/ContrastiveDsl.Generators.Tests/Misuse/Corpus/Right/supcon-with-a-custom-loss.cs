// expect: none
// Its second parameter has its optional third one behind it.

using ContrastiveDsl;
using TorchSharp;
using static TorchSharp.torch;

namespace Digits;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm] [Relu]
[MaxPool(2)]
[Conv(64, 3)] [BatchNorm] [Relu]
[GlobalAveragePool]
public partial class DigitEncoder;

[ProjectionHead(Hidden = 128, Output = 64)]
public partial class DigitProjector;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[GaussianBlur(Kernel = 3)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[Loss]
public static partial class Spread
{
    public static Tensor Compute(Tensor views, Tensor labels, double scale = 2) => views.mean([1, 2]).sub(labels).square().mean().mul(scale);
}

[SupCon(
    Encoder = typeof(DigitEncoder),
    Projector = typeof(DigitProjector),
    Views = typeof(DigitViews),
    Loss = typeof(Spread))]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
