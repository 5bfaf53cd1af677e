// expect: error CDSL3025 at line 26
// A tenth of 224 pixels is 23; these have 8.

using ContrastiveDsl;

namespace Tiny;

[Encoder(Channels = 1, ImageSize = 8)]
[Conv(16, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
public partial class Network;

[ProjectionHead(Output = 16)]
public partial class Head;

[AugmentationFamily]
[RandomResizedCrop]
[GaussianBlur(Kernel = 23)]
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
