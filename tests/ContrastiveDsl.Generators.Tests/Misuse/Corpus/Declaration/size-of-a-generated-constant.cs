// expect: error CDSL0038 at line 21
// expect: error CDSL0038 at line 24
// The encoder's sizes are constants, but generated ones. A constant of one's own is as good as a number.

using ContrastiveDsl;

namespace Lab;

public static class Sizes
{
    public const int Side = 32;
}

[Encoder(Channels = 3, ImageSize = Sizes.Side)]
[Conv(32, 3)] [BatchNorm] [Relu]
[GlobalAveragePool]
public partial class Features;

// The first of an attribute's arguments that may be meant.
[ProjectionHead(
    Input = Features.FeatureSize, Output = 64)]
public partial class Projector;

[AugmentationFamily] [RandomResizedCrop(Size = Features.ImageSize)]
public partial class Crops;

[NtXentLoss]
public partial class Contrast;

[SimClr(Encoder = typeof(Features), Projector = typeof(Projector), Views = typeof(Crops), Loss = typeof(Contrast))]
[Adam(LearningRate = 0.001)]
public partial class Run;
