using ContrastiveDsl;

namespace FashionMnist;

/// <summary>The loss of VICReg, with the paper's weights.</summary>
[VicregLoss(InvarianceWeight = 25, VarianceWeight = 25, CovarianceWeight = 1)]
public partial class RegularizedLoss;

/// <summary>VICReg on Fashion-MNIST.</summary>
[Vicreg(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(Expander),
    Views = typeof(ClothesViews),
    Loss = typeof(RegularizedLoss)
)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesVicreg;
