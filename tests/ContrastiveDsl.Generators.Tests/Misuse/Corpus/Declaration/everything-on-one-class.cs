// expect: error CDSL0005 at line 7
// One class for the whole model, as a PyTorch module would be.

using ContrastiveDsl;

[Encoder(Backbone.ResNet18)]
[ProjectionHead(Output = 128)]
[NtXentLoss]
public partial class Model;
