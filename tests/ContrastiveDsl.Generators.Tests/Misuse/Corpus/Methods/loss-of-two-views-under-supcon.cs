// expect: error CDSL2030 at line 36
// A loss of two views takes the numbers of the classes for the second one.

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
    public static Tensor Compute(Tensor z0, Tensor z1) => (z0 - z1).square().mean();
}

[SupCon(
    Encoder = typeof(DigitEncoder),
    Projector = typeof(DigitProjector),
    Views = typeof(DigitViews),
    Loss = typeof(Spread))]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
