// expect: error CDSL1004 at line 5

using ContrastiveDsl;

[Encoder(Channels = int.MinValue, ImageSize = 28)]
[Conv(8, 3)] [GlobalAveragePool]
public partial class Network;
