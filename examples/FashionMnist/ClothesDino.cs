using ContrastiveDsl;

namespace FashionMnist;

/// <summary>What predicts the teacher's distributions.</summary>
[DinoLoss(Temperature = 0.1)]
public partial class TeacherLoss;

/// <summary>DINO on Fashion-MNIST: a student and its teacher sort images by 256 prototypes.</summary>
[Dino(
    Prototypes = 256,
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(ClothesProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(TeacherLoss)
)]
[MomentumEncoder(Momentum = 0.95)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesDino;
