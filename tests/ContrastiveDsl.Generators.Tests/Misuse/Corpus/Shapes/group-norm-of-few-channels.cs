// expect: error CDSL1012 at line 8
// 32 groups, as in the paper, for 48 channels.

using ContrastiveDsl;

[Encoder(Channels = 3, ImageSize = 32)]
[Conv(48, 3)]
[GroupNorm(32)]
[Relu] [GlobalAveragePool]
public partial class Network;
