// expect: error CDSL0006 at line 6

using ContrastiveDsl;

[Encoder(Backbone.ResNet18)]
[CosineSchedule]
public partial class Network;
