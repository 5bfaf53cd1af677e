using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Norms;

/// <summary>Layer normalization, in its layers and in its blocks.</summary>
[Encoder(Channels = 1, ImageSize = 14, Norm = Norm.Layer)]
[Conv(8, 3)]
[LayerNorm]
[Relu]
[BasicBlock(16, Stride = 2)]
[Bottleneck(16)]
[GlobalAveragePool]
public partial class LayerEncoder;

/// <summary>The encoder of patches.</summary>
[Encoder(Channels = 1, ImageSize = 28, Norm = Norm.Layer)]
[Conv(8, 3)]
[LayerNorm]
[Relu]
[BasicBlock(16, Stride = 2)]
[GlobalAveragePool]
public partial class LayerPatchEncoder;

/// <summary>Its head.</summary>
[ProjectionHead(Hidden = 16, Output = 8, Norm = Norm.Layer)]
public partial class LayerProjector;

/// <summary>Its predictor.</summary>
[PredictionHead(Hidden = 16, Output = 8, Norm = Norm.Layer)]
public partial class LayerPredictor;

/// <summary>Layer normalization everywhere.</summary>
[SimClr(
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerSimClr;

/// <summary>Layer normalization everywhere.</summary>
[MoCo(
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyQueueLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[NegativeQueue(Size = 64)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerMoCo;

/// <summary>Layer normalization everywhere.</summary>
[MoCoV3(
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Predictor = typeof(LayerPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBatchContrast)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerMoCoV3;

/// <summary>Layer normalization everywhere.</summary>
[Byol(
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Predictor = typeof(LayerPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTargetLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerByol;

/// <summary>Layer normalization everywhere.</summary>
[SimSiam(
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Predictor = typeof(LayerPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCosineLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerSimSiam;

/// <summary>Layer normalization everywhere.</summary>
[Raft(
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Predictor = typeof(LayerPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyFollowingLoss)
)]
[MomentumEncoder(Momentum = 0.9, Start = TargetStart.Copy)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerRaft;

/// <summary>Layer normalization everywhere.</summary>
[SupCon(
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLabelLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerSupCon;

/// <summary>Layer normalization everywhere.</summary>
[InstanceDiscrimination(
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBankLoss)
)]
[MemoryBank(Negatives = 16)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerInstanceDiscrimination;

/// <summary>Layer normalization everywhere.</summary>
[Pirl(
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    PatchHead = typeof(TinyRotationHead),
    Views = typeof(TinyViews),
    PatchViews = typeof(TinyPatchViews),
    Loss = typeof(TinyBankLoss)
)]
[Rotation]
[MemoryBank(Negatives = 16)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerPirl;

/// <summary>Layer normalization everywhere.</summary>
[Cpc(
    Patch = 12,
    Stride = 8,
    Steps = 2,
    Encoder = typeof(LayerPatchEncoder),
    Projector = typeof(LayerProjector),
    Views = typeof(TinyPatchViews),
    Loss = typeof(TinyPatchLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerCpc;

/// <summary>Layer normalization everywhere.</summary>
[EndToEnd(
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBatchLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerEndToEnd;

/// <summary>Layer normalization everywhere.</summary>
[Siamese(
    Encoder = typeof(LayerEncoder),
    Projector = typeof(LayerProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyPairLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class LayerSiamese;
