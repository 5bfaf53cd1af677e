// expect: error CDSL1004 at line 7

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [Relu]
[MaxPool(2, Padding = 2)]
[GlobalAveragePool]
public partial class Network;
