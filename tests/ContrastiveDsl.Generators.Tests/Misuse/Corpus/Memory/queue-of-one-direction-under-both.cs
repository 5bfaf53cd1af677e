// expect: error CDSL5002 at line 30
// Both directions put their keys into the queue: two batches a step.

using ContrastiveDsl;

namespace Digits;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [GroupNorm(8)] [Relu] [GlobalAveragePool]
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

[MoCo(
    Symmetric = true,
    Encoder = typeof(DigitEncoder),
    Projector = typeof(DigitProjector),
    Views = typeof(DigitViews),
    Loss = typeof(DigitLoss))]
[NegativeQueue(Size = 256)]
[Training(BatchSize = 256)]
[Sgd(LearningRate = 0.03)]
public partial class Experiment;
