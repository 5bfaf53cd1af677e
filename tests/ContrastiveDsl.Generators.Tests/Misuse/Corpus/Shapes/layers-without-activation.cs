// expect: warning CDSL1040 at line 5

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [BatchNorm]
[Conv(64, 3)] [BatchNorm]
[GlobalAveragePool]
public partial class Network;
