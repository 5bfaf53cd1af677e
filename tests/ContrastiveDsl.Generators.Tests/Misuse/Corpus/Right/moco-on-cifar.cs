// expect: none

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.ResNet18, Stem = Stem.Small)]
[SplitBatchNorm(8)]
public partial class Network;

[ProjectionHead(HeadPreset.MoCoV1)]
public partial class Head;

[AugmentationFamily(ViewsPreset.MoCoCifar10)]
[Normalize([0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010])]
public partial class Views;

[InfoNceLoss(Temperature = 0.1)]
public partial class Contrast;

[MoCo(Version = 1, Encoder = typeof(Network), Projector = typeof(Head), Views = typeof(Views), Loss = typeof(Contrast), Symmetric = true)]
[Recipe(PaperRecipe.MoCoCifar10)]
public partial class Experiment;
