// expect: error CDSL3031 at line 26

using ContrastiveDsl;

namespace Digits;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [GroupNorm(8)] [Relu] [GlobalAveragePool]
public partial class DigitEncoder;

[ProjectionHead(Layers = 1, Output = 64)]
public partial class DigitProjector;

[AugmentationFamily]
[ColorJitter(Brightness = 0.4)]
public partial class DigitViews;

[BatchInfoNceLoss]
public partial class DigitLoss;

[Cpc(
    Encoder = typeof(DigitEncoder),
    Projector = typeof(DigitProjector),
    Views = typeof(DigitViews),
    Loss = typeof(DigitLoss),
    Patch = 64)]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
