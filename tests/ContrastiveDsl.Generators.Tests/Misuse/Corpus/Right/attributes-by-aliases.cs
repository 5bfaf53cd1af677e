// expect: none

using ContrastiveDsl;
using Net = ContrastiveDsl.EncoderAttribute;

[Net(Backbone.ResNet18)]
public partial class Network;

[ContrastiveDsl.NtXentLossAttribute(Temperature = 0.5)]
public partial class Contrast;
