// expect: warning CDSL1008 at line 5

using ContrastiveDsl;

[Encoder(Backbone.ResNet18, ImageSize = 32)]
public partial class Network;
