namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>SupCon's loss.</summary>
[SupConLoss]
public partial class TinyLabelLoss;

/// <summary>Labels, and two views.</summary>
[SupCon(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLabelLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinySupCon;

/// <summary>Three views.</summary>
[SupCon(
    ViewCount = 3,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLabelLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyThreeViews;
