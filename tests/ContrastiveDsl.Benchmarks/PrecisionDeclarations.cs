namespace ContrastiveDsl.Benchmarks;

/// <summary>The small residual network at 28×28.</summary>
[Encoder(Channels = 1, ImageSize = 28)]
[Conv(32, 3)]
[BatchNorm]
[Relu]
[BasicBlock(32)]
[BasicBlock(64, Stride = 2)]
[BasicBlock(128, Stride = 2)]
[GlobalAveragePool]
public partial class SmallEncoder;

/// <summary>ResNet-18 for small images.</summary>
[Encoder(Backbone.ResNet18, ImageSize = 32, Stem = Stem.Small)]
public partial class ColorEncoder;

/// <summary>A small vision transformer.</summary>
[Encoder(Backbone.VisionTransformer, ImageSize = 32)]
[VisionTransformer(Patch = 4, Width = 192, Depth = 6, Heads = 3)]
public partial class TokenEncoder;

/// <summary>The head.</summary>
[ProjectionHead(Hidden = 256, Output = 64)]
public partial class BenchProjector;

/// <summary>Views of gray images.</summary>
[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.5)]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.8, Contrast = 0.8, Probability = 0.8)]
[Normalize(0.2860, 0.3530)]
public partial class GrayViews;

/// <summary>Views of color images.</summary>
[AugmentationFamily]
[RandomResizedCrop(MinScale = 0.2)]
[RandomHorizontalFlip]
[ColorJitter(Brightness = 0.4, Contrast = 0.4, Saturation = 0.4, Hue = 0.1, Probability = 0.8)]
[Normalize([0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616])]
public partial class ColorViews;

/// <summary>The loss.</summary>
[NtXentLoss(Temperature = 0.2)]
public partial class BenchLoss;

/// <summary>The small network in float32.</summary>
[SimClr(
    Encoder = typeof(SmallEncoder),
    Projector = typeof(BenchProjector),
    Views = typeof(GrayViews),
    Loss = typeof(BenchLoss)
)]
[Training(BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 1e-3)]
public partial class SmallFloat32;

/// <summary>The small network in bfloat16.</summary>
[SimClr(
    Encoder = typeof(SmallEncoder),
    Projector = typeof(BenchProjector),
    Views = typeof(GrayViews),
    Loss = typeof(BenchLoss)
)]
[Training(BatchSize = 256, Seed = 1, Precision = Precision.BFloat16)]
[Adam(LearningRate = 1e-3)]
public partial class SmallBFloat16;

/// <summary>ResNet-18 in float32.</summary>
[SimClr(
    Encoder = typeof(ColorEncoder),
    Projector = typeof(BenchProjector),
    Views = typeof(ColorViews),
    Loss = typeof(BenchLoss)
)]
[Training(BatchSize = 64, Seed = 1)]
[Adam(LearningRate = 1e-3)]
public partial class ColorFloat32;

/// <summary>ResNet-18 in bfloat16.</summary>
[SimClr(
    Encoder = typeof(ColorEncoder),
    Projector = typeof(BenchProjector),
    Views = typeof(ColorViews),
    Loss = typeof(BenchLoss)
)]
[Training(BatchSize = 64, Seed = 1, Precision = Precision.BFloat16)]
[Adam(LearningRate = 1e-3)]
public partial class ColorBFloat16;

/// <summary>A transformer in float32.</summary>
[SimClr(
    Encoder = typeof(TokenEncoder),
    Projector = typeof(BenchProjector),
    Views = typeof(ColorViews),
    Loss = typeof(BenchLoss)
)]
[Training(BatchSize = 64, Seed = 1)]
[AdamW(LearningRate = 1e-3)]
public partial class TokenFloat32;

/// <summary>A transformer in bfloat16.</summary>
[SimClr(
    Encoder = typeof(TokenEncoder),
    Projector = typeof(BenchProjector),
    Views = typeof(ColorViews),
    Loss = typeof(BenchLoss)
)]
[Training(BatchSize = 64, Seed = 1, Precision = Precision.BFloat16)]
[AdamW(LearningRate = 1e-3)]
public partial class TokenBFloat16;
