// expect: error CDSL1004 at line 5

using ContrastiveDsl;

[Encoder(Backbone.ResNet18, ImageSize = 224 * 224)]
public partial class Network;
