// expect: error CDSL1007 at line 6

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 8)]
[Conv(32, 11, Padding = 0)]
[Relu] [GlobalAveragePool]
public partial class Network;
