using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Precisions;

/// <summary>Where a GPU would round factors to TensorFloat-32.</summary>
[SimClr(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLoss)
)]
[Training(Epochs = 1, BatchSize = 64, Seed = 7, Precision = Precision.TensorFloat32)]
[Sgd(LearningRate = 0.05)]
public partial class RoundedSimClr;
