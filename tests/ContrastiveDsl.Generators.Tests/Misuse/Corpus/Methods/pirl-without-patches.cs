// expect: warning CDSL2045 at line 41

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

[AugmentationFamily]
[RandomHorizontalFlip]
[Normalize(0.1307, 0.3081)]
public partial class DigitPatchViews;

[PatchHead(Patches = 9, Output = 64)]
public partial class DigitPatchHead;

[NceLoss]
public partial class DigitLoss;

[Pirl(
    Encoder = typeof(DigitEncoder),
    Projector = typeof(DigitProjector),
    PatchHead = typeof(DigitPatchHead),
    Views = typeof(DigitViews),
    PatchViews = typeof(DigitPatchViews),
    Loss = typeof(DigitLoss),
    Lambda = 0)]
[Jigsaw]
[MemoryBank]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
