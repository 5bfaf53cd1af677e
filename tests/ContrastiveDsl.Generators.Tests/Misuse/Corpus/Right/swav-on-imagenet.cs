// expect: none

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.ResNet50)]
public partial class Network;

[ProjectionHead(Hidden = 2048, Output = 128)]
public partial class Head;

[AugmentationFamily(ViewsPreset.Swav)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class Views;

[AugmentationFamily(ViewsPreset.SwavLocal)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class SmallViews;

[SwavLoss]
public partial class Swapped;

[Swav(
    Encoder = typeof(Network),
    Projector = typeof(Head),
    Views = typeof(Views),
    LocalViews = typeof(SmallViews),
    LocalCount = 6,
    Loss = typeof(Swapped))]
[Recipe(PaperRecipe.SwavImageNet800)]
public partial class Experiment;
