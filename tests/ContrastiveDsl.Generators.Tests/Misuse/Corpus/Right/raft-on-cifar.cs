// expect: none

using ContrastiveDsl;

namespace Lab;

[Encoder(Backbone.ResNet18, Stem = Stem.Small)]
public partial class Network;

[ProjectionHead(HeadPreset.RaftMlpCifar10)]
public partial class Projector;

[PredictionHead(HeadPreset.RaftLinear)]
public partial class Predictor;

[AugmentationFamily(ViewsPreset.RaftCifar10)]
public partial class Views;

[RaftLoss]
public partial class RunAway;

[Raft(
    Encoder = typeof(Network),
    Projector = typeof(Projector),
    Predictor = typeof(Predictor),
    Views = typeof(Views),
    Loss = typeof(RunAway))]
[Recipe(PaperRecipe.RaftCifar10)]
public partial class Experiment;
