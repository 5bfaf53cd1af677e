// expect: warning CDSL4032 at line 25

using ContrastiveDsl;

namespace Digits;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(8, 3)] [BatchNorm] [Relu] [Conv(8, 3, Stride = 2)] [BatchNorm] [Relu] [GlobalAveragePool]
public partial class DigitEncoder;

[ProjectionHead(Layers = 1, Output = 32)]
public partial class DigitProjector;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[GaussianBlur(Kernel = 3)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[InfoNceLoss]
public partial class DigitLoss;

[MoCo(Version = 1, Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[NegativeQueue(Size = 4096)]
[Training(BatchSize = 256, Precision = Precision.BFloat16)]
[Sgd(LearningRate = 0.03)]
public partial class Experiment;
