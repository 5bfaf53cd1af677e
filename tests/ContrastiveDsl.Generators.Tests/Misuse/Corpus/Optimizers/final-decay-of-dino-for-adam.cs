// expect: warning CDSL4025 at line 29
// The decay that DINO ends with is for AdamW, which multiplies it with the rate.

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
[Adam(LearningRate = 1e-3)]
[CosineSchedule(FinalWeightDecay = 0.4)]
public partial class Experiment;
