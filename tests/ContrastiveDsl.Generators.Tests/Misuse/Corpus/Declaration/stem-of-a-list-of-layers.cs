// expect: warning CDSL0008 at line 5

using ContrastiveDsl;

[Encoder(Channels = 3, ImageSize = 32, Stem = Stem.Small)]
[Conv(64, 3)] [BatchNorm] [Relu]
[GlobalAveragePool]
public partial class Network;
