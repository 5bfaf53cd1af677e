// expect: none
// A student of another temperature than the paper's, and a warm-up that ends with the run.

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

[DinoLoss(Temperature = 0.2)]
public partial class DigitLoss;

[Dino(
    Prototypes = 300, TeacherTemperature = 0.1, TeacherTemperatureWarmupEpochs = 20, FrozenEpochs = 0,
    Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector),
    Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[MomentumEncoder(Momentum = 0.99)]
[Training(Epochs = 20, BatchSize = 256)]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
