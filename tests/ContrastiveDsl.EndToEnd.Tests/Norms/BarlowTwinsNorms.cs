using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Norms;

/// <summary>A head as wide as the features, group normalization inside.</summary>
[ProjectionHead(Hidden = 16, Output = 64, Norm = Norm.Group, Groups = 2)]
public partial class GroupExpander;

/// <summary>A head as wide as the features, layer normalization inside.</summary>
[ProjectionHead(Hidden = 16, Output = 64, Norm = Norm.Layer)]
public partial class LayerExpander;

/// <summary>Group normalization everywhere.</summary>
[BarlowTwins(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCorrelationLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupBarlowTwins;

/// <summary>Layer normalization everywhere.</summary>
[BarlowTwins(
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCorrelationLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerBarlowTwins;
