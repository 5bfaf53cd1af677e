// expect: error CDSL2054 at line 20

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm] [Relu]
[GlobalAveragePool]
public partial class DigitEncoder;

[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.67)]
[Normalize(0.1307, 0.3081)]
public partial class DigitViews;

[L1ReconstructionLoss]
public partial class DigitLoss;

[SimMim(
    MaskRatio = 0.5,
    Encoder = typeof(DigitEncoder), Views = typeof(DigitViews), Loss = typeof(DigitLoss))]
[AdamW(LearningRate = 1e-3)]
public partial class Experiment;
