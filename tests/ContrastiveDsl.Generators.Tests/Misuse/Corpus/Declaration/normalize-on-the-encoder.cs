// expect: error CDSL0006 at line 6

using ContrastiveDsl;

[Encoder(Backbone.ResNet18)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class Network;
