using ContrastiveDsl;

namespace FashionMnist;

/// <summary>SwAV with four small views, which predict the codes of the large.</summary>
[Swav(
    Prototypes = 100,
    LocalCount = 4,
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(ClothesProjector),
    Views = typeof(ClothesViews),
    LocalViews = typeof(ClothesLocals),
    Loss = typeof(CodeLoss)
)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesSwavCrops;
