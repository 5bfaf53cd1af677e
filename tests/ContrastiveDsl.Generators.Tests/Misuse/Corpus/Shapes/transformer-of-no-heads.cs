// expect: error CDSL1004 at line 6

using ContrastiveDsl;

[Encoder(Backbone.VisionTransformer)]
[VisionTransformer(Heads = 0)]
public partial class Network;
