// expect: error CDSL1010 at line 6

using ContrastiveDsl;

[Encoder(Backbone.VisionTransformer)]
[VisionTransformer(Width = 384, Heads = 10)]
public partial class Network;
