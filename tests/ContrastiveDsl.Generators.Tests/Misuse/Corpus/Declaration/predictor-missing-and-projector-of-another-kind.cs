// expect: error CDSL2001 at line 28
// expect: error CDSL0016 at line 30
// expect: error CDSL2030 at line 32

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
[RandomResizedCrop(MinScale = 0.5)]
[GaussianBlur(Kernel = 3)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[NtXentLoss(Temperature = 0.2)]
public partial class DigitLoss;

[SimSiam(
    Encoder = typeof(DigitEncoder),
    Projector = typeof(DigitViews),
    Views = typeof(DigitViews),
    Loss = typeof(DigitLoss))]
[Sgd(LearningRate = 0.05)]
public partial class Experiment;
