// expect: error CDSL2015 at line 34
// Each family counts on the other one.

using ContrastiveDsl;

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
[RandomResizedCrop(MinScale = 1)]
[Normalize(0.1307, 0.3081)]
public partial class PlainViews;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 1)]
[Normalize(0.1307, 0.3081)]
public partial class OtherViews;

[NtXentLoss(Temperature = 0.2)]
public partial class DigitLoss;

[SimClr(
    Encoder = typeof(DigitEncoder),
    Projector = typeof(DigitProjector),
    Views = typeof(PlainViews),
    SecondViews = typeof(OtherViews),
    Loss = typeof(DigitLoss))]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
