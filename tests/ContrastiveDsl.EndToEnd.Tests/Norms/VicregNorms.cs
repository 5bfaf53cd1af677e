using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Norms;

/// <summary>Group normalization everywhere.</summary>
[Vicreg(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyRegularizedLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupVicreg;

/// <summary>Layer normalization everywhere.</summary>
[Vicreg(
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyRegularizedLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerVicreg;
