// expect: error CDSL3033 at line 16

using ContrastiveDsl;

namespace Satellites;

[Encoder(Channels = 4, ImageSize = 64)]
[Conv(32, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
public partial class Network;

[ProjectionHead(Output = 64)]
public partial class Head;

[AugmentationFamily]
[RandomResizedCrop]
[ColorJitter(Contrast = 0.4)]
public partial class Views;

[NtXentLoss]
public partial class Contrast;

[SimClr(
    Encoder = typeof(Network),
    Projector = typeof(Head),
    Views = typeof(Views),
    Loss = typeof(Contrast))]
[Adam(LearningRate = 1e-3)]
public partial class Experiment;
