using ContrastiveDsl;

namespace FewLabels;

/// <summary>A small residual network for images of 28×28 pixels and one channel.</summary>
[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)]
[BatchNorm]
[Relu]
[BasicBlock(32)]
[BasicBlock(64, Stride = 2)]
[BasicBlock(128, Stride = 2)]
[GlobalAveragePool]
public partial class ClothesEncoder;

/// <summary>What the loss sees of the features.</summary>
[ProjectionHead(Hidden = 256, Output = 64)]
public partial class ClothesProjector;

/// <summary>What must not matter about an image.</summary>
[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.8, Contrast = 0.8, Probability = 0.8)]
[GaussianBlur(Kernel = 3, Probability = 0.5)]
[Normalize(0.2860, 0.3530)]
public partial class ClothesViews;

/// <summary>NT-Xent, the loss of SimCLR.</summary>
[NtXentLoss(Temperature = 0.2)]
public partial class ClothesLoss;

/// <summary>What learns from images without labels first.</summary>
[SimClr(
    Encoder = typeof(ClothesEncoder),
    Projector = typeof(ClothesProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(ClothesLoss)
)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 4e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class Clothes;
