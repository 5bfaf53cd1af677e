// expect: error CDSL1035 at line 5

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28, Features = 3136)]
[Conv(64, 3)] [BatchNorm] [Relu]
[GlobalAveragePool]
public partial class Network;
