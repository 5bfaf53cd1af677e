// expect: error CDSL2060 at line 30
// As in SwAV's script, where --nmb_crops and --size_crops are apart.
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

[AugmentationFamily]
[RandomResizedCrop(Size = 12, MaxScale = 0.4)]
[Normalize(0.1307, 0.3081)]
public partial class SmallViews;

[DinoLoss]
public partial class DigitLoss;

[Dino(
    Prototypes = 256, LocalCount = 6,
    Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector),
    Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[Training(Epochs = 10)]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
