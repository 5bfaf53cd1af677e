using ContrastiveDsl;

namespace CustomParts;

/// <summary>A declared head on the encoder of one's own.</summary>
[ProjectionHead(Hidden = 64, Output = 32)]
public partial class DrawnProjector;

/// <summary>SimCLR's loop with an encoder, a transform and a loss of one's own.</summary>
[SimClr(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(DrawnProjector),
    Views = typeof(LitViews),
    Loss = typeof(AlignmentUniformity)
)]
[Training(Epochs = 10, BatchSize = 256, Seed = 1)]
[Adam(LearningRate = 2e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class DrawnSimClr;
