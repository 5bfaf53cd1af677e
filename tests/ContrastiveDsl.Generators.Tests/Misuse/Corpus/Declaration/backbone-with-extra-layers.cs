// expect: error CDSL0024 at line 5

using ContrastiveDsl;

[Encoder(Backbone.ResNet18, Stem = Stem.Small)]
[GlobalAveragePool]
public partial class Network;
