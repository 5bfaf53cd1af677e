using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>BYOL's loss.</summary>
[ByolLoss]
public partial class TinyTargetLoss;

/// <summary>BYOL's loss as a user would write it, which tells what it was given.</summary>
[Loss]
public static partial class SeenTargetLoss
{
    /// <summary>The loss.</summary>
    public static Tensor Compute(Tensor predictions, Tensor targets)
    {
        Seen.Record(predictions, targets);
        return Losses.Byol.Loss(predictions, targets);
    }
}

/// <summary>BYOL with a rising momentum.</summary>
[Byol(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Predictor = typeof(TinyPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyTargetLoss)
)]
[MomentumEncoder(Momentum = 0.9)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinyByol;

/// <summary>BYOL with a target that moves by less than float32 can tell, and a custom loss.</summary>
[Byol(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Predictor = typeof(TinyPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(SeenTargetLoss)
)]
[MomentumEncoder(Momentum = 0.9999999999999999)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Lars(LearningRate = 1)]
public partial class TinyStillByol;

/// <summary>What proves the loss of BYOL.</summary>
internal sealed class ByolProof : MethodProof<ByolAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "byol";

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model) => OfPairs(model, Losses.Byol.Loss);
}
