// expect: none

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.ResNet50)]
[SplitBatchNorm(8)]
public partial class Network;

[ProjectionHead(HeadPreset.MoCoV1)]
public partial class Head;

[AugmentationFamily(ViewsPreset.MoCoV1)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class Views;

[InfoNceLoss(Temperature = 0.07)]
public partial class Contrast;

[MoCo(Version = 1, Encoder = typeof(Network), Projector = typeof(Head), Views = typeof(Views), Loss = typeof(Contrast))]
[Recipe(PaperRecipe.MoCoV1ImageNet200)]
public partial class Experiment;
