using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Norms;

namespace ContrastiveDsl.EndToEnd.Tests.MicroBatches;

/// <summary>A batch that passes at once, small views too.</summary>
[Dino(
    Prototypes = 12,
    FrozenEpochs = 0,
    LocalCount = 3,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    LocalViews = typeof(TinyLocals),
    Loss = typeof(TinyTeacherLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeCropDino;

/// <summary>A batch that passes in micro-batches, small views too.</summary>
[Dino(
    Prototypes = 12,
    FrozenEpochs = 0,
    LocalCount = 3,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    LocalViews = typeof(TinyLocals),
    Loss = typeof(TinyTeacherLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroCropDino;

/// <summary>A batch that passes at once, small views too.</summary>
[Swav(
    Prototypes = 12,
    FrozenEpochs = 0,
    LocalCount = 3,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    LocalViews = typeof(TinyLocals),
    Loss = typeof(TinyCodeLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeCropSwav;

/// <summary>A batch that passes in micro-batches, small views too.</summary>
[Swav(
    Prototypes = 12,
    FrozenEpochs = 0,
    LocalCount = 3,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    LocalViews = typeof(TinyLocals),
    Loss = typeof(TinyCodeLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroCropSwav;
