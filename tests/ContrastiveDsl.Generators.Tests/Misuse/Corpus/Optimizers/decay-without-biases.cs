// expect: info CDSL4030 at line 26

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
[Sgd(LearningRate = 0.03, WeightDecay = 1e-4)]
public partial class Experiment;
