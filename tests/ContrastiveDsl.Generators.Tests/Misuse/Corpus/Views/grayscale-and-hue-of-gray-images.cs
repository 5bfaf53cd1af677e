// expect: warning CDSL3011 at line 18
// expect: warning CDSL3011 at line 18

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

[AugmentationFamily(ViewsPreset.SimClrCifar10)]
public partial class DigitViews;

[NtXentLoss(Temperature = 0.2)]
public partial class DigitLoss;

[SimClr(
    Encoder = typeof(DigitEncoder),
    Projector = typeof(DigitProjector),
    Views = typeof(DigitViews),
    Loss = typeof(DigitLoss))]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
