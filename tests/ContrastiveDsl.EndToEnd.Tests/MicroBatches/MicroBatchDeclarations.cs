using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Norms;

namespace ContrastiveDsl.EndToEnd.Tests.MicroBatches;

/// <summary>Eight parts of two views lie in four micro-batches.</summary>
[Encoder(Channels = 1, ImageSize = 14)]
[Conv(16, 3)]
[BatchNorm]
[Relu]
[Dropout(0.1)]
[BasicBlock(16, Stride = 2)]
[GlobalAveragePool]
[SplitBatchNorm(8)]
public partial class SplitEncoder;

/// <summary>A batch that passes at once.</summary>
[SimClr(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeSimClr;

/// <summary>A batch that passes in micro-batches.</summary>
[SimClr(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroSimClr;

/// <summary>The same with dropout, statistics of split batches, and bfloat16.</summary>
[SimClr(
    Encoder = typeof(SplitEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 16, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class MicroSplitSimClr;

/// <summary>A batch that passes at once.</summary>
[MoCoV3(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBatchContrast)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeMoCoV3;

/// <summary>A batch that passes in micro-batches.</summary>
[MoCoV3(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBatchContrast)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroMoCoV3;

/// <summary>A batch that passes at once.</summary>
[SupCon(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLabelLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeSupCon;

/// <summary>A batch that passes in micro-batches.</summary>
[SupCon(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLabelLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroSupCon;

/// <summary>A batch that passes at once.</summary>
[BarlowTwins(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCorrelationLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeBarlowTwins;

/// <summary>A batch that passes in micro-batches.</summary>
[BarlowTwins(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCorrelationLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroBarlowTwins;

/// <summary>A batch that passes at once.</summary>
[Vicreg(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyRegularizedLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeVicreg;

/// <summary>A batch that passes in micro-batches.</summary>
[Vicreg(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyRegularizedLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroVicreg;

/// <summary>A batch that passes at once.</summary>
[Byol(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTargetLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeByol;

/// <summary>A batch that passes in micro-batches.</summary>
[Byol(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTargetLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroByol;

/// <summary>A batch that passes at once.</summary>
[Raft(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyFollowingLoss)
)]
[MomentumEncoder(Momentum = 0.9, Start = TargetStart.Copy)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeRaft;

/// <summary>A batch that passes in micro-batches.</summary>
[Raft(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyFollowingLoss)
)]
[MomentumEncoder(Momentum = 0.9, Start = TargetStart.Copy)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroRaft;

/// <summary>A batch that passes at once.</summary>
[SimSiam(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCosineLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeSimSiam;

/// <summary>A batch that passes in micro-batches.</summary>
[SimSiam(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCosineLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroSimSiam;

/// <summary>A batch that passes at once.</summary>
[Nnclr(
    SupportSize = 64,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyNeighborLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeNnclr;

/// <summary>A batch that passes in micro-batches.</summary>
[Nnclr(
    SupportSize = 64,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyNeighborLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroNnclr;

/// <summary>A batch that passes at once.</summary>
[Swav(
    Prototypes = 12,
    FrozenEpochs = 0,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCodeLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeSwav;

/// <summary>A batch that passes in micro-batches.</summary>
[Swav(
    Prototypes = 12,
    FrozenEpochs = 0,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCodeLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroSwav;

/// <summary>A batch that passes at once.</summary>
[Dino(
    Prototypes = 12,
    FrozenEpochs = 0,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTeacherLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeDino;

/// <summary>A batch that passes in micro-batches.</summary>
[Dino(
    Prototypes = 12,
    FrozenEpochs = 0,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTeacherLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroDino;
