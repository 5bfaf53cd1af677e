// expect: info CDSL1042 at line 5

using ContrastiveDsl;

[Encoder(Backbone.ResNet50, Stem = Stem.Small, ImageSize = 224)]
public partial class Network;
