// expect: error CDSL3031 at line 18

using ContrastiveDsl;

[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(Patch = 4, Width = 64, Depth = 4, Heads = 4)]
public partial class DigitEncoder;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[ReconstructionLoss(NormalizePatches = false)]
public partial class DigitLoss;

[Mae(
    MaskRatio = 75,
    Encoder = typeof(DigitEncoder), Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[AdamW(LearningRate = 1e-3)]
public partial class Experiment;
