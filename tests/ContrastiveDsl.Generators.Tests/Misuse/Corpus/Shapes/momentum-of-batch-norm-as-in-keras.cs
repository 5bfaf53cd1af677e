// expect: error CDSL1022 at line 8
// Keras: the share that stays.

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)]
[BatchNorm(Momentum = 1.1)]
[Relu] [GlobalAveragePool]
public partial class Network;
