// expect: error CDSL1038 at line 26

using ContrastiveDsl;

namespace Digits;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [Relu] [GlobalAveragePool] [Linear(64)] [BatchNorm]
[SplitBatchNorm(128)]
public partial class DigitEncoder;

[ProjectionHead(Hidden = 128, Output = 64)]
public partial class DigitProjector;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[GaussianBlur(Kernel = 3)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[InfoNceLoss]
public partial class DigitLoss;

[MoCo(Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[NegativeQueue(Size = 4096)]
[Training(BatchSize = 128)]
[Sgd(LearningRate = 0.03)]
public partial class Experiment;
