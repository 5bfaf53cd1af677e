// expect: error CDSL4018 at line 28
// A batch of nothing says it all: neither queue nor rate nor negatives are to blame.

using ContrastiveDsl;

namespace Digits;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [GroupNorm(8)] [Relu]
[GlobalAveragePool]
public partial class DigitEncoder;

[ProjectionHead(Hidden = 128, Output = 64)]
public partial class DigitProjector;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[GaussianBlur(Kernel = 3)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[InfoNceLoss(Temperature = 0.2)]
public partial class DigitLoss;

[MoCo(Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[NegativeQueue(Size = 4096)]
[Images(Count = 60000)]
[Training(BatchSize = 0)]
[Lars]
[CosineSchedule(FinalLearningRate = 0.001)]
public partial class Experiment;
