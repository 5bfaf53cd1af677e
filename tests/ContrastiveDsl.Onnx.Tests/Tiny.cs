namespace ContrastiveDsl.Onnx.Tests;

/// <summary>A small encoder of colored images.</summary>
[Encoder(Channels = 3, ImageSize = 16)]
[Conv(16, 3)]
[BatchNorm]
[Relu]
[BasicBlock(32, Stride = 2)]
[GlobalAveragePool]
internal partial class TinyEncoder;

[ProjectionHead(Hidden = 16, Output = 32)]
internal partial class TinyProjector;

[AugmentationFamily]
[RandomResizedCrop]
[Normalize([0.4, 0.5, 0.6], [0.2, 0.3, 0.4])]
internal partial class TinyViews;

/// <summary>Normalized otherwise than the teacher's.</summary>
[AugmentationFamily]
[RandomResizedCrop]
[Normalize([0.5, 0.5, 0.5], [0.25, 0.5, 1])]
internal partial class StudentViews;

[NtXentLoss]
internal partial class TinyLoss;

[DistillLoss]
internal partial class StudentLoss;

[SimClr(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 1, BatchSize = 8, Seed = 5)]
[Adam]
internal partial class Tiny;

/// <summary>A student of what is in the current folder.</summary>
[Distill(
    Teacher = "distill-teacher.onnx",
    QueueSize = 16,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(StudentViews),
    Loss = typeof(StudentLoss)
)]
[Training(Epochs = 2, BatchSize = 8, Seed = 5)]
[Adam]
internal partial class Student;
