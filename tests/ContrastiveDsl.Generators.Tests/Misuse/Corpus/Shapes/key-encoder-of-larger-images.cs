// expect: error CDSL1024 at line 32

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

[Encoder(Channels = 1, ImageSize = 32)]
[Conv(32, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
public partial class KeyNetwork;

[BatchInfoNceLoss]
public partial class DigitLoss;

[EndToEnd(
    Encoder = typeof(DigitEncoder),
    KeyEncoder = typeof(KeyNetwork),
    Projector = typeof(DigitProjector),
    Views = typeof(DigitViews),
    Loss = typeof(DigitLoss))]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
