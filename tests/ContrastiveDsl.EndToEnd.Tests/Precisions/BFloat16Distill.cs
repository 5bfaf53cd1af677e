using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Precisions;

/// <summary>Products in bfloat16; the teacher's stay as they are.</summary>
[Distill(
    Teacher = "8.toy",
    QueueSize = 160,
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyDistillLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16Distill;
