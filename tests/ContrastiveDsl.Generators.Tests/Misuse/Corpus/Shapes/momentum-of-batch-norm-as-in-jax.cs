// expect: warning CDSL1041 at line 7

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)]
[BatchNorm(Momentum = 0.9)]
[Relu] [GlobalAveragePool]
public partial class Network;
