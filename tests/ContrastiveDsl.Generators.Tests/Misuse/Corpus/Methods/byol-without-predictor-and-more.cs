// expect: error CDSL2001 at line 29
// expect: error CDSL2030 at line 29
// expect: warning CDSL4007 at line 30
// expect: error CDSL5005 at line 31
// What has nothing to do with the predictor is not told in the next build only.

using ContrastiveDsl;

namespace Digits;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
public partial class DigitEncoder;

[ProjectionHead(Hidden = 128, Output = 64, Norm = Norm.Batch)]
public partial class DigitProjector;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[NtXentLoss(Temperature = 0.2)]
public partial class DigitLoss;

// Both views from one family: written, and so meant.


[Byol(Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Views = typeof(DigitViews), SecondViews = typeof(DigitViews), Loss = typeof(DigitLoss))]
[Adam(LearningRate = 5)]
[MomentumEncoder(Momentum = 99.6)]
public partial class Experiment;
