// expect: none

using ContrastiveDsl;

[Encoder(Channels = 3, ImageSize = 32, Norm = Norm.Group, Groups = 16, ZeroInitResidual = true)]
[Conv(32, 3)] [GroupNorm(16)] [Relu]
[BasicBlock(32)]
[BasicBlock(64, Stride = 2)]
[Bottleneck(128, Stride = 2)]
[GlobalAveragePool]
public partial class Network;
