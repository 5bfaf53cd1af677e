// expect: none

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.ConvNeXtSmall)]
public partial class Network;

[ProjectionHead(HeadPreset.MoCoV3ViT)]
public partial class Projector;

[PredictionHead(HeadPreset.MoCoV3ViT)]
public partial class Predictor;

[AugmentationFamily(ViewsPreset.ByolFirst)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class FirstViews;

[AugmentationFamily(ViewsPreset.ByolSecond)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class SecondViews;

[MoCoV3Loss]
public partial class Contrast;

[MoCoV3(
    Encoder = typeof(Network),
    Projector = typeof(Projector),
    Predictor = typeof(Predictor),
    Views = typeof(FirstViews),
    SecondViews = typeof(SecondViews),
    Loss = typeof(Contrast))]
[Recipe(PaperRecipe.MoCoV3ViT300)]
public partial class Experiment;
