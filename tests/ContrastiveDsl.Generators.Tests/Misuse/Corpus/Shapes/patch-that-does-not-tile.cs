// expect: error CDSL1009 at line 6

using ContrastiveDsl;

[Encoder(Backbone.VisionTransformer, ImageSize = 32)]
[VisionTransformer(Patch = 5, Width = 192, Depth = 6, Heads = 3)]
public partial class Network;
