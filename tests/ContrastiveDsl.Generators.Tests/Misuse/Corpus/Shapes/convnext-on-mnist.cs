// expect: error CDSL1007 at line 5

using ContrastiveDsl;

[Encoder(Backbone.ConvNeXtTiny, Channels = 1, ImageSize = 28)]
public partial class Network;
