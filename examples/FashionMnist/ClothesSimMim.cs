using ContrastiveDsl;

namespace FashionMnist;

/// <summary>The pixels of masked patches, as the encoder sees them.</summary>
[L1ReconstructionLoss]
public partial class MaskedPixelLoss;

/// <summary>SimMIM on Fashion-MNIST: thirty patches of 49 are masked, and predicted by one linear layer.</summary>
[SimMim(
    MaskRatio = 0.6,
    Encoder = typeof(ClothesTransformer),
    Views = typeof(MaskedViews),
    Loss = typeof(MaskedPixelLoss)
)]
[Training(Epochs = 10, BatchSize = 128, Seed = 1)]
[AdamW(LearningRate = 3e-3, WeightDecay = 5e-2)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesSimMim;
