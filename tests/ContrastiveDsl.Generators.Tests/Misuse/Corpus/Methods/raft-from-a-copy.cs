// expect: info CDSL2050 at line 35

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

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[GaussianBlur(Kernel = 3)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[PredictionHead(Hidden = 32, Output = 64)]
public partial class DigitPredictor;

[RaftLoss]
public partial class DigitLoss;

[Raft(
    Encoder = typeof(DigitEncoder),
    Projector = typeof(DigitProjector),
    Predictor = typeof(DigitPredictor),
    Views = typeof(DigitViews),
    Loss = typeof(DigitLoss))]
[MomentumEncoder(Start = TargetStart.Copy)]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
