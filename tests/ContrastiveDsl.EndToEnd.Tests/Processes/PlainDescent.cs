using ContrastiveDsl.EndToEnd.Tests.Declarations;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

// These losses leave the last bias of a projection alone. What rounding makes of its gradient, 1e-16, Adam divides by
// its own size: the bias walks at the full rate, in another direction in each number of processes.

/// <summary>BYOL, descending as the gradient says.</summary>
[Byol(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Predictor = typeof(TinyPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTargetLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.05, WeightDecay = 1e-4)]
public partial class PlainByol;

/// <summary>Barlow Twins, descending as the gradient says.</summary>
[BarlowTwins(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCorrelationLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.001, WeightDecay = 1e-4)]
public partial class PlainBarlowTwins;

/// <summary>VICReg, descending as the gradient says.</summary>
[Vicreg(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyRegularizedLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.01, WeightDecay = 1e-4)]
public partial class PlainVicreg;
