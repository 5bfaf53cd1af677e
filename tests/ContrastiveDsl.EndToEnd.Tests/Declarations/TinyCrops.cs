namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>Small views: less of an image, on a third of the pixels.</summary>
[AugmentationFamily]
[RandomResizedCrop(Size = 8, MinScale = 0.1, MaxScale = 0.5)]
[RandomHorizontalFlip]
[Solarize]
[Normalize(0.2860, 0.3530)]
public partial class TinyLocals;

/// <summary>A transformer that learns its positions, of which a small view has another number.</summary>
[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 14)]
[VisionTransformer(Patch = 2, Width = 16, Depth = 1, Heads = 2, Mlp = 16)]
public partial class TinyLearnedTransformer;

/// <summary>DINO whose student sees three small views.</summary>
[Dino(
    Prototypes = 12,
    LocalCount = 3,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyDinoProjector),
    Views = typeof(TinyViews),
    LocalViews = typeof(TinyLocals),
    Loss = typeof(TinyTeacherLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinyCropDino;

/// <summary>A transformer, two families of large views, and a single small one.</summary>
[Dino(
    Prototypes = 12,
    FrozenEpochs = 0,
    LocalCount = 1,
    Encoder = typeof(TinyLearnedTransformer),
    Projector = typeof(TinyDinoProjector),
    Views = typeof(TinyViews),
    SecondViews = typeof(TinySecondViews),
    LocalViews = typeof(TinyLocals),
    Loss = typeof(TinyTeacherLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[AdamW(LearningRate = 3e-3)]
public partial class TinyTransformerCropDino;

/// <summary>SwAV with two small views, and a queue of the large ones.</summary>
[Swav(
    Prototypes = 12,
    FrozenEpochs = 0,
    QueueSize = 96,
    QueueEpoch = 1,
    LocalCount = 2,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    LocalViews = typeof(TinyLocals),
    Loss = typeof(TinyCodeLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyCropSwav;
