using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Precisions;

/// <summary>A head of many components.</summary>
[ProjectionHead(Hidden = 64, Output = 64)]
public partial class WideExpander;

/// <summary>Products in bfloat16.</summary>
[BarlowTwins(
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCorrelationLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16BarlowTwins;
