// expect: warning CDSL4024 at line 29
// At the end a tenth of each weight goes in a step, momentum included; the first decay is a usual one.

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

[SimClr(Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[Sgd(LearningRate = 1, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1, FinalLearningRate = 1, FinalWeightDecay = 0.01)]
public partial class Experiment;
