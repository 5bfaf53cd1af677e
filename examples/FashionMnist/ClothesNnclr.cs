using ContrastiveDsl;

namespace FashionMnist;

/// <summary>What recognizes a neighbor among the predictions of the batch.</summary>
[BatchInfoNceLoss(Temperature = 0.2)]
public partial class NeighborLoss;

/// <summary>NNCLR on Fashion-MNIST: another image of the last 4,096 stands for each view.</summary>
[Nnclr(
    SupportSize = 4096,
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(NormalizedProjector),
    Predictor = typeof(ClothesPredictor),
    Views = typeof(ClothesViews),
    Loss = typeof(NeighborLoss)
)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesNnclr;
