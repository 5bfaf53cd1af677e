using ContrastiveDsl;

namespace PhotoFolder;

/// <summary>A small residual network that sees images at 64×64 pixels: quick enough for a processor.</summary>
[Encoder(Channels = 3, ImageSize = 64)]
[Conv(32, 3, Stride = 2)]
[BatchNorm]
[Relu]
[BasicBlock(32)]
[BasicBlock(64, Stride = 2)]
[BasicBlock(128, Stride = 2)]
[BasicBlock(256, Stride = 2)]
[GlobalAveragePool]
public partial class PhotoEncoder;

/// <summary>What the loss compares; of use in training only.</summary>
[ProjectionHead(Hidden = 256, Output = 64)]
public partial class PhotoProjector;

/// <summary>What must not matter about an image: position, size, side, and to a degree brightness and color.</summary>
[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.3)]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.4, Contrast = 0.4, Saturation = 0.4, Hue = 0.05, Probability = 0.8)]
[RandomGrayscale(Probability = 0.1)]
[Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])]
public partial class PhotoViews;

/// <summary>NT-Xent, the loss of SimCLR.</summary>
[NtXentLoss(Temperature = 0.2)]
public partial class PhotoLoss;

/// <summary>SimCLR on a folder of images.</summary>
[SimClr(
    Encoder = typeof(PhotoEncoder),
    Projector = typeof(PhotoProjector),
    Views = typeof(PhotoViews),
    Loss = typeof(PhotoLoss)
)]
[Training(Epochs = 20, BatchSize = 128, Seed = 1)]
[Adam(LearningRate = 2e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class Photos;
