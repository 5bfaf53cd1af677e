// expect: error CDSL1007 at line 11

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(16, 3)] [Relu] [MaxPool(2)]
[Conv(32, 3)] [Relu] [MaxPool(2)]
[Conv(64, 3)] [Relu] [MaxPool(2)]
[Conv(64, 3)] [Relu] [MaxPool(2)]
[Conv(64, 3)] [Relu]
[MaxPool(2)]
[GlobalAveragePool]
public partial class Network;
