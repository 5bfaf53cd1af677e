// expect: error CDSL2062 at line 21

using ContrastiveDsl;

namespace Digits;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm] [Relu]
[GlobalAveragePool]
public partial class DigitEncoder;

[ProjectionHead(Hidden = 128, Output = 64)]
public partial class DigitProjector;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[GaussianBlur(Kernel = 3)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[DistillLoss(SimilarityWeight = 0, RegressionWeight = 0)]
public partial class DigitLoss;

[Distill(
    Teacher = "runs/teacher", QueueSize = 4096,
    Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector),
    Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[Images(Count = 60000)]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
