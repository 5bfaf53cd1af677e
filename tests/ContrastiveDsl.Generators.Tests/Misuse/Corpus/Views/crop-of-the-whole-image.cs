// expect: error CDSL2015 at line 23
// A crop with MinScale = 1 resizes: it takes no chance, and a second [RandomResizedCrop] is no advice.

using ContrastiveDsl;

namespace Digits;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
public partial class DigitEncoder;

[ProjectionHead(Hidden = 128, Output = 64)]
public partial class DigitProjector;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 1)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[NtXentLoss]
public partial class DigitLoss;

[SimClr(Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[Training(BatchSize = 256)]
[Adam(LearningRate = 0.001)]
public partial class Experiment;
