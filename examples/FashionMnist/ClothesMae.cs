using ContrastiveDsl;

namespace FashionMnist;

/// <summary>A small transformer of 49 patches of 4×4 pixels, whose features are the mean of its patches.</summary>
[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(
    Patch = 4,
    Width = 64,
    Depth = 3,
    Heads = 4,
    Positions = Positions.SinCos,
    Pooling = TokenPooling.Mean
)]
public partial class ClothesTransformer;

/// <summary>Crop and flip, no more: masking is the augmentation.</summary>
[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[RandomHorizontalFlip]
[Normalize(0.2860, 0.3530)]
public partial class MaskedViews;

/// <summary>The pixels of removed patches, each patch normalized.</summary>
[ReconstructionLoss]
public partial class PixelLoss;

/// <summary>MAE on Fashion-MNIST: twelve patches of 49 are seen, the others painted.</summary>
[Mae(
    MaskRatio = 0.75,
    DecoderWidth = 32,
    DecoderDepth = 1,
    DecoderHeads = 4,
    Encoder = typeof(ClothesTransformer),
    Views = typeof(MaskedViews),
    Loss = typeof(PixelLoss)
)]
[Training(Epochs = 10, BatchSize = 128, Seed = 1)]
[AdamW(LearningRate = 3e-3, WeightDecay = 5e-2, Beta2 = 0.95)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesMae;
