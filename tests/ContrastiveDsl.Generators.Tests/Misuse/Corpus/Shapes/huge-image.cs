// expect: error CDSL1004 at line 5

using ContrastiveDsl;

[Encoder(Backbone.ResNet18, ImageSize = int.MaxValue)]
public partial class Network;
