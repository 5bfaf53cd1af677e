// expect: warning CDSL0008 at line 5

using ContrastiveDsl;

[Encoder(Backbone.ResNet18, Groups = 16)]
public partial class Network;
