using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>The loss of SwAV.</summary>
[SwavLoss(Temperature = 0.1)]
public partial class TinyCodeLoss;

/// <summary>SwAV whose prototypes stay for an epoch.</summary>
[Swav(
    Prototypes = 12,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCodeLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinySwav;

/// <summary>A queue of each view, which counts from the second epoch on; prototypes move at once.</summary>
[Swav(
    Prototypes = 12,
    Epsilon = 0.1,
    Iterations = 2,
    FrozenEpochs = 0,
    QueueSize = 96,
    QueueEpoch = 1,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    SecondViews = typeof(TinySecondViews),
    Loss = typeof(TinyCodeLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyQueuedSwav;

/// <summary>What proves the loss of SwAV.</summary>
internal sealed class SwavProof : MethodProof<SwavAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "swav";

    /// <summary>Embeddings are drawn to prototypes and pushed from prototypes, never from each other.</summary>
    public override int CountNegatives(ExperimentModel model) => OfPairs(model, (z0, z1) =>
        {
            var prototypes = eye(5 * Images).narrow(0, 2 * Images, Images);
            var (s0, s1) = (PrototypeVectors.Scores(z0, prototypes), PrototypeVectors.Scores(z1, prototypes));
            var codes = Losses.Sinkhorn.Codes(s1.add(eye(Images)), null, 0.05, 3);
            return Losses.Swav.Loss(s0, codes, Temperature);
        });
}
