// expect: none

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.ResNet50)]
public partial class Network;

[ProjectionHead(HeadPreset.Byol)]
public partial class Projector;

[PredictionHead(HeadPreset.Byol)]
public partial class Predictor;

[AugmentationFamily(ViewsPreset.ByolFirst)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class FirstViews;

[AugmentationFamily(ViewsPreset.ByolSecond)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class SecondViews;

[ByolLoss]
public partial class Regression;

[Byol(
    Encoder = typeof(Network),
    Projector = typeof(Projector),
    Predictor = typeof(Predictor),
    Views = typeof(FirstViews),
    SecondViews = typeof(SecondViews),
    Loss = typeof(Regression))]
[Recipe(PaperRecipe.ByolImageNet300)]
public partial class Experiment;
