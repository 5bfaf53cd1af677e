// expect: error CDSL4035 at line 26
// Eight parts in sixteen micro-batches.

using ContrastiveDsl;

namespace Digits;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
[SplitBatchNorm(8)]
public partial class DigitEncoder;

[ProjectionHead(Hidden = 128, Output = 64, Norm = Norm.Layer)]
public partial class DigitProjector;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[GaussianBlur(Kernel = 3)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[DclLoss]
public partial class DigitLoss;

[SimClr(Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[Training(BatchSize = 4096, MicroBatch = 256)]
[Adam(LearningRate = 0.001)]
public partial class Experiment;
