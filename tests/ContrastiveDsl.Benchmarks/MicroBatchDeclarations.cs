namespace ContrastiveDsl.Benchmarks;

/// <summary>The small residual network at 28×28 with group normalization.</summary>
[Encoder(Channels = 1, ImageSize = 28, Norm = Norm.Group, Groups = 8)]
[Conv(32, 3)]
[GroupNorm(8)]
[Relu]
[BasicBlock(32)]
[BasicBlock(64, Stride = 2)]
[BasicBlock(128, Stride = 2)]
[GlobalAveragePool]
public partial class GroupEncoder;

/// <summary>A head without statistics of the batch.</summary>
[ProjectionHead(Hidden = 256, Output = 64, Norm = Norm.Layer)]
public partial class LayerProjector;

/// <summary>A batch of 256 that passes at once.</summary>
[SimClr(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(LayerProjector),
    Views = typeof(GrayViews),
    Loss = typeof(BenchLoss)
)]
[Training(BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 1e-3)]
public partial class Batch256;

/// <summary>A batch of 8,192 in micro-batches of 256.</summary>
[SimClr(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(LayerProjector),
    Views = typeof(GrayViews),
    Loss = typeof(BenchLoss)
)]
[Training(BatchSize = 8192, MicroBatch = 256, Seed = 1)]
[Adam(LearningRate = 1e-3)]
public partial class Batch8192;
