using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>The loss of NNCLR, among the predictions of the batch.</summary>
[BatchInfoNceLoss(Temperature = 0.2)]
public partial class TinyNeighborLoss;

/// <summary>The same loss with the neighbors of the batch as negatives too.</summary>
[NtXentLoss(Temperature = 0.3)]
public partial class TinyWideNeighborLoss;

/// <summary>A support set that is no multiple of the batch.</summary>
[Nnclr(
    SupportSize = 160,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyNormalizedProjector),
    Predictor = typeof(TinyPredictor),
    Views = typeof(TinyViews),
    Loss = typeof(TinyNeighborLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinyNnclr;

/// <summary>The wider loss, and views from two families.</summary>
[Nnclr(
    SupportSize = 128,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyNormalizedProjector),
    Predictor = typeof(TinyPredictor),
    Views = typeof(TinyViews),
    SecondViews = typeof(TinySecondViews),
    Loss = typeof(TinyWideNeighborLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyWideNnclr;

/// <summary>What proves the loss of NNCLR.</summary>
internal sealed class NnclrProof : MethodProof<NnclrAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "nnclr";

    /// <inheritdoc/>
    public override Tensor Blind(ExperimentModel model, Func<long, Tensor> rows, Func<Tensor[], Tensor> loss) =>
        (BlindPairs(model, rows, loss) + BlindPairs(model, rows, loss)) / 2;

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model) =>
        OfPairs(model, (neighbors, predictions) =>
            BatchInfoNce.Loss(neighbors, predictions, Temperature, symmetric: false, normalize: true)
        );
}
