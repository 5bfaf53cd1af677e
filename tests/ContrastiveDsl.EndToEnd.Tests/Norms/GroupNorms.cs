using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Norms;

/// <summary>Group normalization, in its layers and in its blocks.</summary>
[Encoder(Channels = 1, ImageSize = 14, Norm = Norm.Group, Groups = 2)]
[Conv(8, 3)]
[GroupNorm(2)]
[Relu]
[BasicBlock(16, Stride = 2)]
[Bottleneck(16)]
[GlobalAveragePool]
public partial class GroupEncoder;

/// <summary>The encoder of patches.</summary>
[Encoder(Channels = 1, ImageSize = 28, Norm = Norm.Group, Groups = 2)]
[Conv(8, 3)]
[GroupNorm(2)]
[Relu]
[BasicBlock(16, Stride = 2)]
[GlobalAveragePool]
public partial class GroupPatchEncoder;

/// <summary>Its head.</summary>
[ProjectionHead(Hidden = 16, Output = 8, Norm = Norm.Group, Groups = 2)]
public partial class GroupProjector;

/// <summary>Its predictor.</summary>
[PredictionHead(Hidden = 16, Output = 8, Norm = Norm.Group, Groups = 2)]
public partial class GroupPredictor;

/// <summary>Group normalization everywhere.</summary>
[SimClr(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupSimClr;

/// <summary>Group normalization everywhere.</summary>
[MoCo(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyQueueLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[NegativeQueue(Size = 64)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupMoCo;

/// <summary>Group normalization everywhere.</summary>
[MoCoV3(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBatchContrast)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupMoCoV3;

/// <summary>Group normalization everywhere.</summary>
[Byol(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTargetLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupByol;

/// <summary>Group normalization everywhere.</summary>
[SimSiam(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCosineLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupSimSiam;

/// <summary>Group normalization everywhere.</summary>
[Raft(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Predictor = typeof(GroupPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyFollowingLoss)
)]
[MomentumEncoder(Momentum = 0.9, Start = TargetStart.Copy)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupRaft;

/// <summary>Group normalization everywhere.</summary>
[SupCon(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLabelLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupSupCon;

/// <summary>Group normalization everywhere.</summary>
[InstanceDiscrimination(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBankLoss)
)]
[MemoryBank(Negatives = 16)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupInstanceDiscrimination;

/// <summary>Group normalization everywhere.</summary>
[Pirl(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    PatchHead = typeof(TinyRotationHead),
    Views = typeof(TinyViews),
    PatchViews = typeof(TinyPatchViews),
    Loss = typeof(TinyBankLoss)
)]
[Rotation]
[MemoryBank(Negatives = 16)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupPirl;

/// <summary>Group normalization everywhere.</summary>
[Cpc(
    Patch = 12,
    Stride = 8,
    Steps = 2,
    Encoder = typeof(GroupPatchEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyPatchViews),
    Loss = typeof(TinyPatchLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupCpc;

/// <summary>Group normalization everywhere.</summary>
[EndToEnd(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyBatchLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupEndToEnd;

/// <summary>Group normalization everywhere.</summary>
[Siamese(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyPairLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class GroupSiamese;
