// expect: error CDSL0015 at line 6
// torchvision's index of the model.

using ContrastiveDsl;

[Encoder((Backbone)152)]
public partial class Network;
