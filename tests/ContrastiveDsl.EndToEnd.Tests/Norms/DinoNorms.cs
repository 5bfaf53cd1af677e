using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Norms;

/// <summary>Group normalization everywhere.</summary>
[Dino(
    Prototypes = 12,
    FrozenEpochs = 0,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTeacherLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupDino;

/// <summary>Layer normalization everywhere.</summary>
[Dino(
    Prototypes = 12,
    FrozenEpochs = 0,
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTeacherLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerDino;
