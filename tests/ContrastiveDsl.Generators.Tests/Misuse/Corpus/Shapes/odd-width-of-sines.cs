// expect: error CDSL1011 at line 6

using ContrastiveDsl;

[Encoder(Backbone.VisionTransformer)]
[VisionTransformer(Width = 198, Heads = 3, Positions = Positions.SinCos)]
public partial class Network;
