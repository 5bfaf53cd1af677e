// expect: error CDSL0006 at line 6

using ContrastiveDsl;

[Encoder(Backbone.ResNet50)]
[Adam(LearningRate = 3e-4)]
public partial class Network;
