// expect: warning CDSL1043 at line 10
// expect: warning CDSL1043 at line 11

using ContrastiveDsl;

[Encoder(Channels = 3, ImageSize = 8)]
[Conv(32, 3, Stride = 2)]
[Relu]
[BasicBlock(64, Stride = 4)]
[BasicBlock(128, Stride = 2)]
[BasicBlock(256, Stride = 2)]
[GlobalAveragePool]
public partial class Network;
