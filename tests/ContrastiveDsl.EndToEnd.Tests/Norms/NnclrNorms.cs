using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Norms;

/// <summary>Group normalization everywhere.</summary>
[Nnclr(
    SupportSize = 64,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyNeighborLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupNnclr;

/// <summary>Layer normalization everywhere.</summary>
[Nnclr(
    SupportSize = 64,
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Predictor = typeof(LayerPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyNeighborLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerNnclr;
