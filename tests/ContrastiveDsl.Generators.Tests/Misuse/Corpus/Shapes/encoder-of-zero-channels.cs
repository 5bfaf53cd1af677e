// expect: error CDSL1004 at line 5

using ContrastiveDsl;

[Encoder(Backbone.ResNet18, Channels = 0)]
public partial class Network;
