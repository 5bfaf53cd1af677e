// expect: error CDSL1004 at line 7

using ContrastiveDsl;

namespace Digits;

[Encoder(Channels = 1, ImageSize = -28)]
[Conv(32, 3)] [Relu] [GlobalAveragePool]
public partial class DigitEncoder;

[ProjectionHead(Hidden = 128, Output = 64)]
public partial class DigitProjector;

[AugmentationFamily]
[RandomResizedCrop(Size = 28)]
[GaussianBlur]
public partial class DigitViews;

[NtXentLoss(Temperature = 0.2)]
public partial class DigitLoss;

[SimClr(Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector), Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
