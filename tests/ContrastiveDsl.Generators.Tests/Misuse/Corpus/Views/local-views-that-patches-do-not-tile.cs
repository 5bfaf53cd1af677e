// expect: error CDSL3038 at line 29
// 96 of the paper suit patches of 16.
using ContrastiveDsl;

namespace Digits;

[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(Patch = 7, Width = 64, Depth = 4, Heads = 4)]
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
    Prototypes = 256, LocalCount = 6, LocalViews = typeof(SmallViews),
    Encoder = typeof(DigitEncoder), Projector = typeof(DigitProjector),
    Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[Training(Epochs = 10)]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
