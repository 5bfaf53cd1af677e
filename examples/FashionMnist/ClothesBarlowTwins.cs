using ContrastiveDsl;

namespace FashionMnist;

/// <summary>
/// A head wider than the features: losses that compare components need many of them, and an output that nothing
/// normalizes.
/// </summary>
[ProjectionHead(Hidden = 256, Output = 256)]
public partial class Expander;

/// <summary>The loss of Barlow Twins.</summary>
[BarlowTwinsLoss(Lambda = 0.0051)]
public partial class CorrelationLoss;

/// <summary>Barlow Twins on Fashion-MNIST.</summary>
[BarlowTwins(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(Expander),
    Views = typeof(ClothesViews),
    Loss = typeof(CorrelationLoss)
)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesBarlowTwins;
