using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Precisions;

/// <summary>Products in bfloat16, of the student and of its teacher.</summary>
[Dino(
    Prototypes = 12,
    FrozenEpochs = 0,
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTeacherLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16Dino;
