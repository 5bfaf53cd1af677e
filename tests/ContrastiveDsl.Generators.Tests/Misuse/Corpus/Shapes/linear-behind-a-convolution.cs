// expect: error CDSL1030 at line 8
// In PyTorch this line follows a call of flatten.

using ContrastiveDsl;

[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)] [Relu]
[Linear(128)]
public partial class Network;
