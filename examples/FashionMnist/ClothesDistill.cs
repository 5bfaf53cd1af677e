using ContrastiveDsl;

namespace FashionMnist;

/// <summary>A student with a quarter of the teacher's parameters: half as wide, and a block less.</summary>
[Encoder(Channels = 1, ImageSize = 28)]
[Conv(16, 3)]
[BatchNorm]
[Relu]
[BasicBlock(32, Stride = 2)]
[BasicBlock(64, Stride = 2)]
[GlobalAveragePool]
public partial class SmallEncoder;

/// <summary>From the student's features to as many numbers as the teacher has.</summary>
[ProjectionHead(Hidden = 256, Output = 128)]
public partial class TeacherProjector;

/// <summary>What the teacher says of an image, and how similar it finds it to others.</summary>
[DistillLoss]
public partial class StudentLoss;

/// <summary>
/// Distillation on Fashion-MNIST: the encoder of a run of ClothesSimClr, trained with <c>--out
/// runs/clothes-simclr</c>, teaches a smaller one.
/// </summary>
[Distill(
    Teacher = "runs/clothes-simclr",
    QueueSize = 4096,
    Encoder = typeof(SmallEncoder),
    Projector = typeof(TeacherProjector),
    Views = typeof(ClothesViews),
    Loss = typeof(StudentLoss)
)]
[Training(Epochs = 5, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 4e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class ClothesDistill;
