using ContrastiveDsl;

namespace FashionMnist;

/// <summary>Small views: less of an image, on less than a quarter of the pixels.</summary>
[AugmentationFamily]
[RandomResizedCrop(Size = 12, MinScale = 0.1, MaxScale = 0.5)]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.8, Contrast = 0.8, Probability = 0.8)]
[Normalize(0.2860, 0.3530)]
public partial class ClothesLocals;

/// <summary>
/// DINO whose student also sees four small views, from which it predicts what its teacher says of the large.
/// </summary>
[Dino(
    Prototypes = 256,
    LocalCount = 4,
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(ClothesProjector),
    Views = typeof(ClothesViews),
    LocalViews = typeof(ClothesLocals),
    Loss = typeof(TeacherLoss)
)]
[MomentumEncoder(Momentum = 0.95)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesDinoCrops;
