// expect: info CDSL2047 at line 27

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.ResNet50, ZeroInitResidual = true)]
public partial class Network;

[ProjectionHead(HeadPreset.MoCoV3ResNet)]
public partial class Projector;

[PredictionHead(HeadPreset.MoCoV3ResNet)]
public partial class Predictor;

[AugmentationFamily(ViewsPreset.MoCoV3ResNetFirst)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class BlurredViews;

[MoCoV3Loss(Temperature = 1)]
public partial class Contrast;

[MoCoV3(
    Encoder = typeof(Network),
    Projector = typeof(Projector),
    Predictor = typeof(Predictor),
    Views = typeof(BlurredViews),
    Loss = typeof(Contrast))]
[Recipe(PaperRecipe.MoCoV3ResNet100)]
public partial class Pretraining;
