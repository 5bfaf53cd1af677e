// expect: error CDSL0037 at line 5

using ContrastiveDsl;

[Encoder(Backbone.ConvNeXtTiny, Norm = Norm.Group)]
public partial class Network;
