using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Norms;

/// <summary>Group normalization everywhere.</summary>
[Swav(
    Prototypes = 12,
    FrozenEpochs = 0,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCodeLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupSwav;

/// <summary>Layer normalization everywhere.</summary>
[Swav(
    Prototypes = 12,
    FrozenEpochs = 0,
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCodeLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerSwav;
