using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Precisions;

/// <summary>Wide enough for products in bfloat16: a convolution, blocks of both kinds.</summary>
[Encoder(Channels = 1, ImageSize = 14)]
[Conv(16, 3)]
[BatchNorm]
[Relu]
[BasicBlock(16)]
[Bottleneck(64, Stride = 2)]
[GlobalAveragePool]
public partial class WideEncoder;

/// <summary>The encoder of patches.</summary>
[Encoder(Channels = 1, ImageSize = 28)]
[Conv(16, 3)]
[BatchNorm]
[Relu]
[BasicBlock(16, Stride = 2)]
[GlobalAveragePool]
public partial class WidePatchEncoder;

/// <summary>Its head.</summary>
[ProjectionHead(Hidden = 16, Output = 8)]
public partial class WideProjector;

/// <summary>Its predictor.</summary>
[PredictionHead(Hidden = 16, Output = 8)]
public partial class WidePredictor;

/// <summary>A transformer, whose tokens stay float32 between its blocks.</summary>
[Encoder(Backbone.VisionTransformer, Channels = 1, ImageSize = 14)]
[VisionTransformer(Patch = 7, Width = 16, Depth = 2, Heads = 2)]
public partial class WideTransformer;

/// <summary>A ConvNeXt, whose maps stay float32 between its blocks.</summary>
[Encoder(Backbone.ConvNeXtTiny, Stem = Stem.Small, Channels = 1, ImageSize = 8, Width = 16)]
public partial class WideConvNeXt;

/// <summary>Products in bfloat16, with dropout, layer normalization and a linear layer.</summary>
[Encoder(Channels = 1, ImageSize = 14)]
[Conv(16, 3, Stride = 2)]
[LayerNorm]
[Relu]
[Conv(16, 3, Stride = 2)]
[GroupNorm(4)]
[Relu]
[Flatten]
[Dropout(0.1)]
[Linear(16)]
[LayerNorm]
public partial class WideList;

/// <summary>A transformer in bfloat16.</summary>
[SimClr(
    Encoder = typeof(WideTransformer),
    Projector = typeof(WideProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[AdamW(LearningRate = 1e-3)]
public partial class BFloat16Transformer;

/// <summary>A ConvNeXt in bfloat16.</summary>
[SimClr(
    Encoder = typeof(WideConvNeXt),
    Projector = typeof(WideProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[AdamW(LearningRate = 1e-3)]
public partial class BFloat16ConvNeXt;

/// <summary>A list of layers in bfloat16.</summary>
[SimClr(
    Encoder = typeof(WideList),
    Projector = typeof(WideProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16List;

/// <summary>Products in bfloat16.</summary>
[SimClr(
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16SimClr;

/// <summary>Products in bfloat16.</summary>
[MoCo(
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyQueueLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[NegativeQueue(Size = 64)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16MoCo;

/// <summary>Products in bfloat16.</summary>
[MoCoV3(
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    Predictor = typeof(WidePredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBatchContrast)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16MoCoV3;

/// <summary>Products in bfloat16.</summary>
[Byol(
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    Predictor = typeof(WidePredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTargetLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16Byol;

/// <summary>Products in bfloat16.</summary>
[SimSiam(
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    Predictor = typeof(WidePredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCosineLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16SimSiam;

/// <summary>Products in bfloat16.</summary>
[Raft(
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    Predictor = typeof(WidePredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyFollowingLoss)
)]
[MomentumEncoder(Momentum = 0.9, Start = TargetStart.Copy)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16Raft;

/// <summary>Products in bfloat16.</summary>
[SupCon(
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLabelLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16SupCon;

/// <summary>Products in bfloat16.</summary>
[InstanceDiscrimination(
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBankLoss)
)]
[MemoryBank(Negatives = 16)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16InstanceDiscrimination;

/// <summary>Products in bfloat16.</summary>
[Pirl(
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    PatchHead = typeof(TinyRotationHead),
    Views = typeof(TinyViews),
    PatchViews = typeof(TinyPatchViews),
    Loss = typeof(TinyBankLoss)
)]
[Rotation]
[MemoryBank(Negatives = 16)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16Pirl;

/// <summary>Products in bfloat16.</summary>
[Cpc(
    Patch = 12,
    Stride = 8,
    Steps = 2,
    Encoder = typeof(WidePatchEncoder),
    Projector = typeof(WideProjector),
    Views = typeof(TinyPatchViews),
    Loss = typeof(TinyPatchLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16Cpc;

/// <summary>Products in bfloat16.</summary>
[EndToEnd(
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBatchLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16EndToEnd;

/// <summary>Products in bfloat16.</summary>
[Siamese(
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyPairLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16Siamese;
