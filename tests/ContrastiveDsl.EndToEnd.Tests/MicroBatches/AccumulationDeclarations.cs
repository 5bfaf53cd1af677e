using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Norms;

namespace ContrastiveDsl.EndToEnd.Tests.MicroBatches;

/// <summary>A batch that passes at once.</summary>
[Mae(
    DecoderWidth = 16,
    DecoderDepth = 1,
    DecoderHeads = 2,
    Encoder = typeof(TinyMaskedTransformer),
    Views = typeof(TinyViews),
    Loss = typeof(TinyPatchPixelLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeMae;

/// <summary>A batch that passes in micro-batches.</summary>
[Mae(
    DecoderWidth = 16,
    DecoderDepth = 1,
    DecoderHeads = 2,
    Encoder = typeof(TinyMaskedTransformer),
    Views = typeof(TinyViews),
    Loss = typeof(TinyPatchPixelLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroMae;

/// <summary>The same in bfloat16, with an optimizer that has a state.</summary>
[Mae(
    DecoderWidth = 16,
    DecoderDepth = 1,
    DecoderHeads = 2,
    Encoder = typeof(TinyMaskedTransformer),
    Views = typeof(TinyViews),
    Loss = typeof(TinyPatchPixelLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 16, Precision = Precision.BFloat16)]
[AdamW(LearningRate = 3e-3, Beta2 = 0.95)]
public partial class MicroBFloat16Mae;

/// <summary>A batch that passes at once.</summary>
[SimMim(MaskSize = 14, Encoder = typeof(TinyRegisterTransformer), Views = typeof(TinyViews), Loss = typeof(TinyL1Loss))]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeSimMim;

/// <summary>A batch that passes in micro-batches.</summary>
[SimMim(MaskSize = 14, Encoder = typeof(TinyRegisterTransformer), Views = typeof(TinyViews), Loss = typeof(TinyL1Loss))]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroSimMim;

/// <summary>A batch that passes at once.</summary>
[MoCo(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(TinyPlainProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyQueueLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[NegativeQueue(Size = 160)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeMoCo;

/// <summary>A batch that passes in micro-batches.</summary>
[MoCo(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(TinyPlainProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyQueueLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[NegativeQueue(Size = 160)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroMoCo;

/// <summary>A batch that passes at once: split statistics, shuffled keys, both directions.</summary>
[MoCo(
    Symmetric = true,
    Encoder = typeof(TinySplitEncoder),
    Projector = typeof(TinyPlainProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyQueueLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[NegativeQueue(Size = 160)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeSplitMoCo;

/// <summary>A batch that passes in micro-batches: split statistics, shuffled keys, both directions.</summary>
[MoCo(
    Symmetric = true,
    Encoder = typeof(TinySplitEncoder),
    Projector = typeof(TinyPlainProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyQueueLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[NegativeQueue(Size = 160)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 16)]
[Sgd(LearningRate = 0.005)]
public partial class MicroSplitMoCo;

/// <summary>A batch that passes at once.</summary>
[Distill(
    Teacher = "8.toy",
    QueueSize = 160,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyDistillLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeDistill;

/// <summary>A batch that passes in micro-batches.</summary>
[Distill(
    Teacher = "8.toy",
    QueueSize = 160,
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyDistillLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroDistill;
