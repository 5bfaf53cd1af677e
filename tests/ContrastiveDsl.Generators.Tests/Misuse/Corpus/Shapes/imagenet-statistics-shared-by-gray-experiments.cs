// expect: error CDSL1006 at line 18
// Two experiments share what is wrong: it is one mistake, at one place.

using ContrastiveDsl;

namespace Digits;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm] [Relu] [MaxPool(2)]
[Conv(64, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
public partial class DigitEncoder;

[ProjectionHead(Hidden = 128, Output = 64)]
public partial class DigitProjector;

[AugmentationFamily]
[RandomResizedCrop]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class DigitViews;

[NtXentLoss(Temperature = 0.2)]
public partial class Sharp;

[NtXentLoss(Temperature = 0.5)]
public partial class Soft;

[SimClr(Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Views = typeof(DigitViews), Loss = typeof(Sharp))]
[Adam(LearningRate = 1e-3)]
public partial class Sharper;

[SimClr(Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Views = typeof(DigitViews), Loss = typeof(Soft))]
[Adam(LearningRate = 1e-3)]
public partial class Softer;
