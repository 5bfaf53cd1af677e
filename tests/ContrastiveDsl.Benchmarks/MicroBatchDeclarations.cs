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

/// <summary>The transformer of the example of MAE.</summary>
[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 28)]
[VisionTransformer(
    Patch = 4,
    Width = 64,
    Depth = 3,
    Heads = 4,
    Positions = Positions.SinCos,
    Pooling = TokenPooling.Mean
)]
public partial class MaskedEncoder;

/// <summary>The loss of MAE.</summary>
[ReconstructionLoss]
public partial class BenchPixelLoss;

/// <summary>A batch of 256 that passes at once, one view of each image.</summary>
[Mae(
    DecoderWidth = 32,
    DecoderDepth = 1,
    DecoderHeads = 4,
    Encoder = typeof(MaskedEncoder),
    Views = typeof(GrayViews),
    Loss = typeof(BenchPixelLoss)
)]
[Training(BatchSize = 256, Seed = 1)]
[AdamW(LearningRate = 1e-3)]
public partial class Mae256;

/// <summary>A batch of 8,192 in micro-batches of 256, whose gradients add up.</summary>
[Mae(
    DecoderWidth = 32,
    DecoderDepth = 1,
    DecoderHeads = 4,
    Encoder = typeof(MaskedEncoder),
    Views = typeof(GrayViews),
    Loss = typeof(BenchPixelLoss)
)]
[Training(BatchSize = 8192, MicroBatch = 256, Seed = 1)]
[AdamW(LearningRate = 1e-3)]
public partial class Mae8192;
