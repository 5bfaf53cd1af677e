using FashionMnist;

namespace ContrastiveDsl.Benchmarks;

/// <summary>ResNet-18 for small images of one channel.</summary>
[Encoder(Backbone.ResNet18, Channels = 1, ImageSize = 32, Stem = Stem.Small)]
public partial class Gray18;

/// <summary>ResNet-50 with ImageNet's stem, for images of one channel.</summary>
#pragma warning disable CDSL1008 // The stem of the script's network; what counts here is its speed.
[Encoder(Backbone.ResNet50, Channels = 1, ImageSize = 64)]
#pragma warning restore CDSL1008
public partial class Gray50;

/// <summary>ViT-S with patches of 16.</summary>
[Encoder(Backbone.VisionTransformer, ImageSize = 96)]
public partial class TokenSmall;

/// <summary>ResNet-18, SimCLR.</summary>
[SimClr(
    Encoder = typeof(Gray18),
    Projector = typeof(ClothesProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(ClothesLoss)
)]
[Training(BatchSize = 64, Seed = 1)]
[Adam(LearningRate = 1e-3, WeightDecay = 1e-4)]
public partial class Gray18SimClr;

/// <summary>ResNet-18, MoCo v2.</summary>
[MoCo(
    Version = 2,
    Symmetric = true,
    Encoder = typeof(Gray18),
    Projector = typeof(ClothesProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(QueueLoss)
)]
[MomentumEncoder(Momentum = 0.99)]
[NegativeQueue(Size = 4096)]
[Training(BatchSize = 64, Seed = 1)]
[Adam(LearningRate = 1e-3, WeightDecay = 1e-4)]
public partial class Gray18MoCo;

/// <summary>ResNet-18, BYOL.</summary>
[Byol(
    Encoder = typeof(Gray18),
    Projector = typeof(ClothesProjector),
    Predictor = typeof(ClothesPredictor),
    Views = typeof(ClothesViews),
    Loss = typeof(TargetLoss)
)]
[MomentumEncoder(Momentum = 0.99)]
[Training(BatchSize = 64, Seed = 1)]
[Adam(LearningRate = 1e-3, WeightDecay = 1e-4)]
public partial class Gray18Byol;

/// <summary>ResNet-50, SimCLR.</summary>
[SimClr(
    Encoder = typeof(Gray50),
    Projector = typeof(ClothesProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(ClothesLoss)
)]
[Training(BatchSize = 64, Seed = 1)]
[Adam(LearningRate = 1e-3, WeightDecay = 1e-4)]
public partial class Gray50SimClr;

/// <summary>ViT-S/16, SimCLR.</summary>
[SimClr(
    Encoder = typeof(TokenSmall),
    Projector = typeof(ClothesProjector),
    Views = typeof(ColorViews),
    Loss = typeof(ClothesLoss)
)]
[Training(BatchSize = 64, Seed = 1)]
[AdamW(LearningRate = 1e-3)]
public partial class TokenSmallSimClr;
