// expect: none

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.VisionTransformer)]
[VisionTransformer]
public partial class Network;

[ProjectionHead(HeadPreset.Dino)]
public partial class Projector;

[AugmentationFamily(ViewsPreset.ByolFirst)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class FirstViews;

[AugmentationFamily(ViewsPreset.ByolSecond)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class SecondViews;

[DinoLoss]
public partial class Distillation;

[Dino(
    Prototypes = 65536,
    Encoder = typeof(Network),
    Projector = typeof(Projector),
    Views = typeof(FirstViews),
    SecondViews = typeof(SecondViews),
    Loss = typeof(Distillation))]
[Recipe(PaperRecipe.DinoViT100)]
public partial class Experiment;
