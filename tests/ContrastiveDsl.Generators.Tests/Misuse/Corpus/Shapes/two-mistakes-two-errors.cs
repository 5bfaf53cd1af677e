// expect: error CDSL1004 at line 7
// expect: error CDSL1022 at line 8

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(0, 3)]
[BatchNorm(Epsilon = -1)]
[Relu] [GlobalAveragePool]
public partial class Network;
