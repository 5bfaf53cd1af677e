// expect: none

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.ResNet50)]
public partial class Network;

[ProjectionHead(HeadPreset.SimClrV1)]
public partial class Head;

[AugmentationFamily(ViewsPreset.SimClrImageNet)]
public partial class Views;

[NtXentLoss(Temperature = 0.1)]
public partial class Contrast;

[SimClr(Encoder = typeof(Network), Projector = typeof(Head), Views = typeof(Views), Loss = typeof(Contrast))]
[Recipe(PaperRecipe.SimClrImageNet100)]
public partial class Experiment;
