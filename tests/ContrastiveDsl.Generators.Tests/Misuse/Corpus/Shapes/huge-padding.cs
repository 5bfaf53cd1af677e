// expect: error CDSL1004 at line 6

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(8, 3, Padding = int.MaxValue)]
[GlobalAveragePool]
public partial class Network;
