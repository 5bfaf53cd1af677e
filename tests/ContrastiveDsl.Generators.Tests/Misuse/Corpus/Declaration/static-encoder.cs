// expect: error CDSL0003 at line 7
// Losses become static classes, so why not encoders.

using ContrastiveDsl;

[Encoder(Backbone.ResNet18, Stem = Stem.Small)]
public static partial class Network;
