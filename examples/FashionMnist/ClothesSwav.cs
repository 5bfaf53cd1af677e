using ContrastiveDsl;

namespace FashionMnist;

/// <summary>What predicts the codes of the other view.</summary>
[SwavLoss(Temperature = 0.1)]
public partial class CodeLoss;

/// <summary>SwAV on Fashion-MNIST: batches of 256 are shared out evenly among 100 prototypes.</summary>
[Swav(
    Prototypes = 100,
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(ClothesProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(CodeLoss)
)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesSwav;
