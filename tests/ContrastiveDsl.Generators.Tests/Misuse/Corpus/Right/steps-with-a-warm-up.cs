// expect: none
// The first milestone may be the end of the warm-up, and the last the last epoch.

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
[Training(Epochs = 200)]
[Sgd(LearningRate = 0.03)]
[StepSchedule(10, 120, 199, Factor = 0.5, WarmupEpochs = 10)]
public partial class Experiment;
