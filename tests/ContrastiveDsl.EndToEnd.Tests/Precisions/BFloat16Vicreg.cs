using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Precisions;

/// <summary>Products in bfloat16.</summary>
[Vicreg(
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyRegularizedLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16Vicreg;
