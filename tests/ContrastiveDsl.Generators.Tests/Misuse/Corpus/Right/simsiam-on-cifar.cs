// expect: none

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.ResNet18, Stem = Stem.Small)]
public partial class Network;

[ProjectionHead(HeadPreset.SimSiamCifar10)]
public partial class Projector;

[PredictionHead(HeadPreset.SimSiamCifar10)]
public partial class Predictor;

[AugmentationFamily(ViewsPreset.SimSiamCifar10)]
[Normalize([0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616])]
public partial class Views;

[NegativeCosineLoss]
public partial class Cosine;

[SimSiam(
    Encoder = typeof(Network),
    Projector = typeof(Projector),
    Predictor = typeof(Predictor),
    Views = typeof(Views),
    Loss = typeof(Cosine))]
[Recipe(PaperRecipe.SimSiamCifar10)]
public partial class Experiment;
