// expect: error CDSL2053 at line 28

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm] [Relu]
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

[BatchInfoNceLoss]
public partial class DigitLoss;

[Nnclr(
    SupportSize = 4096, Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Predictor = typeof(DigitPredictor),
    Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[NegativeQueue(Size = 4096)]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
