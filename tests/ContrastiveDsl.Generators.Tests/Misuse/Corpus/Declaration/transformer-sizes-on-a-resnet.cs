// expect: error CDSL0006 at line 6

using ContrastiveDsl;

[Encoder(Backbone.ResNet50)]
[VisionTransformer(Patch = 16)]
public partial class Network;
