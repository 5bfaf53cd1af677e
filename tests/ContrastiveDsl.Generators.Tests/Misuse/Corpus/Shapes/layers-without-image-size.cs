// expect: error CDSL1021 at line 5

using ContrastiveDsl;

[Encoder(Channels = 1)]
[Conv(32, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
public partial class Network;
