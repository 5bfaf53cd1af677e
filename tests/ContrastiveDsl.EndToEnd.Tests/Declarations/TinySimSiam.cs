using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>SimSiam's predictor: a bottleneck.</summary>
[PredictionHead(Hidden = 4, Output = 8, OutputBias = true)]
public partial class TinyBottleneck;

/// <summary>SimSiam's loss.</summary>
[NegativeCosineLoss]
public partial class TinyCosineLoss;

/// <summary>SimSiam, whose predictor keeps its rate.</summary>
[SimSiam(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyNormalizedProjector),
    Predictor = typeof(TinyBottleneck),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCosineLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.05, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinySimSiam;

/// <summary>SimSiam with one rate for all.</summary>
[SimSiam(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyNormalizedProjector),
    Predictor = typeof(TinyBottleneck),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCosineLoss),
    ConstantPredictorRate = false
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Sgd(LearningRate = 0.05, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinyOneRateSimSiam;

/// <summary>What proves the loss of SimSiam.</summary>
internal sealed class SimSiamProof : MethodProof<SimSiamAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "simsiam";

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model) => OfPairs(model, NegativeCosine.Loss);
}
