using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Precisions;

/// <summary>Products in bfloat16.</summary>
[Nnclr(
    SupportSize = 160,
    Encoder = typeof(WideEncoder),
    Projector = typeof(WideProjector),
    Predictor = typeof(WidePredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyNeighborLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.BFloat16)]
[Adam(LearningRate = 3e-3)]
public partial class BFloat16Nnclr;
