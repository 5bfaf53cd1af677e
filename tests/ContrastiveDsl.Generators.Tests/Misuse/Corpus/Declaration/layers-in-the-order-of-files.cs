// expect: error CDSL0030 at line 9

using ContrastiveDsl;

[GlobalAveragePool]
public partial class Network;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm] [Relu]
public partial class Network;
