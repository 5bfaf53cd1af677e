// expect: error CDSL1030 at line 8

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [Relu]
[GlobalAveragePool]
[Conv(64, 3)]
public partial class Network;
