// expect: error CDSL4033 at line 24

using ContrastiveDsl;

namespace Digits;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [GroupNorm(8)] [Relu] [GlobalAveragePool]
public partial class DigitEncoder;

[ProjectionHead(Layers = 1, Output = 64)]
public partial class DigitProjector;

[AugmentationFamily]
[ColorJitter(Brightness = 0.4, Contrast = 0.4)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[BatchInfoNceLoss]
public partial class DigitLoss;

[Cpc(Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Views = typeof(DigitViews), Loss = typeof(DigitLoss), Patch = 8, Stride = 4)]
// Its loss compares the patches of all images of the batch.
[Training(BatchSize = 256, MicroBatch = 64)]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
