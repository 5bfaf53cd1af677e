// expect: error CDSL1034 at line 7

using ContrastiveDsl;

[Encoder(Channels = 3, ImageSize = 32)]
[Conv(32, 3)] [BatchNorm] [Relu]
[Bottleneck(30)]
[GlobalAveragePool]
public partial class Network;
