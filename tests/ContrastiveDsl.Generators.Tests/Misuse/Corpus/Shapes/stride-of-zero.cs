// expect: error CDSL1004 at line 6

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3, Stride = 0)]
[Relu] [GlobalAveragePool]
public partial class Network;
