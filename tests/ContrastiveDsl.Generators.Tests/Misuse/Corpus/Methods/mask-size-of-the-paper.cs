// expect: error CDSL3031 at line 19
// 32 pixels are a seventh of the paper's images, and more than these have.

using ContrastiveDsl;

[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(Patch = 4, Width = 64, Depth = 4, Heads = 4)]
public partial class DigitEncoder;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.67)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[L1ReconstructionLoss]
public partial class DigitLoss;

[SimMim(
    MaskSize = 32,
    Encoder = typeof(DigitEncoder), Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[AdamW(LearningRate = 1e-3)]
public partial class Experiment;
