// expect: error CDSL2030 at line 36
// Labels that nobody gives.

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
    public static Tensor Compute(Tensor z, Tensor labels) => (z.mean([1]) - labels).square().mean();
}

[SimClr(
    Encoder = typeof(DigitEncoder),
    Projector = typeof(DigitProjector),
    Views = typeof(DigitViews),
    Loss = typeof(Spread))]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
