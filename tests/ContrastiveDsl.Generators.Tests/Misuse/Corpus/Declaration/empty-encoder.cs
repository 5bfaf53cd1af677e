// expect: error CDSL0025 at line 6

using ContrastiveDsl;

[Encoder(Channels = 3, ImageSize = 32)]
public partial class Network;
