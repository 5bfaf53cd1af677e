// expect: none

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

[PredictionHead(Hidden = 128, Output = 64)]
public partial class DigitPredictor;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[GaussianBlur(Kernel = 3)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[NtXentLoss(Temperature = 0.2)]
public partial class DigitLoss;

[Nnclr(SupportSize = 256, Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Predictor = typeof(DigitPredictor), Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[Images(Count = 60000)]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
