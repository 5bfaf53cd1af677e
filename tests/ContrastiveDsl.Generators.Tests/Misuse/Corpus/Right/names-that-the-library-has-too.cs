// expect: none

namespace Lab;

using ContrastiveDsl;

[Encoder(Backbone.ResNet18)]
public partial class Encoder;

[ProjectionHead(Output = 128)]
public partial class Projector;

[AugmentationFamily(ViewsPreset.SimClrImageNet)]
public partial class Views;

[NtXentLoss]
public partial class Loss;

[SimClr(Encoder = typeof(Encoder), Projector = typeof(Projector), Views = typeof(Views), Loss = typeof(Loss))]
[Adam]
public partial class SimClr;
