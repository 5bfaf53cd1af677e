// expect: none

namespace torch;

using ContrastiveDsl;

[Encoder(Backbone.ResNet18)]
public partial class Module;

[ProjectionHead(Output = 128)]
public partial class Tensor;
