using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Norms;

namespace ContrastiveDsl.EndToEnd.Tests.MicroBatches;

/// <summary>A batch that passes at once.</summary>
[InstanceDiscrimination(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyNoiseLoss)
)]
[MemoryBank(Negatives = 16, Fill = true)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholeInstanceDiscrimination;

/// <summary>A batch that passes in micro-batches.</summary>
[InstanceDiscrimination(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyNoiseLoss)
)]
[MemoryBank(Negatives = 16, Fill = true)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroInstanceDiscrimination;

/// <summary>A batch that passes at once.</summary>
[Pirl(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    PatchHead = typeof(TinyJigsawHead),
    Views = typeof(TinyViews),
    PatchViews = typeof(TinyPatchViews),
    Loss = typeof(TinyNoiseLoss)
)]
[Jigsaw(Grid = 2)]
[MemoryBank(Negatives = 16)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.005)]
public partial class WholePirl;

/// <summary>A batch that passes in micro-batches.</summary>
[Pirl(
    Encoder = typeof(GroupEncoder),
    Projector = typeof(GroupProjector),
    PatchHead = typeof(TinyJigsawHead),
    Views = typeof(TinyViews),
    PatchViews = typeof(TinyPatchViews),
    Loss = typeof(TinyNoiseLoss)
)]
[Jigsaw(Grid = 2)]
[MemoryBank(Negatives = 16)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, MicroBatch = 4)]
[Sgd(LearningRate = 0.005)]
public partial class MicroPirl;
