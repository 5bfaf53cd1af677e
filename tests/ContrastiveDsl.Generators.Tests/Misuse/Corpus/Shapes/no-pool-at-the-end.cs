// expect: error CDSL1031 at line 7

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm] [Relu]
[Conv(64, 3)] [BatchNorm] [Relu]
public partial class Network;
