// expect: error CDSL0030 at line 9

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm] [Relu]
public partial class Network;

[GlobalAveragePool]
public partial class Network;
