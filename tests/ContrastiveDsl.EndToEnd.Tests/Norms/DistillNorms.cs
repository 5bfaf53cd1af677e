using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Norms;

/// <summary>Group normalization everywhere.</summary>
[Distill(
    Teacher = "8.toy",
    QueueSize = 64,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyDistillLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupDistill;

/// <summary>Layer normalization everywhere.</summary>
[Distill(
    Teacher = "8.toy",
    QueueSize = 64,
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyDistillLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerDistill;
