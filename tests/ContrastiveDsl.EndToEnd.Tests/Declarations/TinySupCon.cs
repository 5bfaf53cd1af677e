using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>SupCon's loss.</summary>
[SupConLoss]
public partial class TinyLabelLoss;

/// <summary>Labels, and two views.</summary>
[SupCon(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLabelLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinySupCon;

/// <summary>Three views.</summary>
[SupCon(
    ViewCount = 3,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyLabelLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyThreeViews;

/// <summary>What proves the loss of supervised contrast.</summary>
internal sealed class SupConProof : MethodProof<SupConAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "supcon";

    /// <inheritdoc/>
    public override Tensor Blind(ExperimentModel model, Func<long, Tensor> rows, Func<Tensor[], Tensor> loss)
    {
        var (batch, views) = (model.Training.BatchSize, model.ViewCount);
        return loss([rows(batch * views).view(batch, views, -1), arange(batch, dtype: ScalarType.Int64).remainder(4)]);
    }

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model)
    {
        var embeddings = Directions(Images * model.ViewCount, 0);
        Losses
            .SupCon.Loss(
                embeddings.view(Images, model.ViewCount, -1),
                arange(Images, dtype: ScalarType.Int64),
                Temperature,
                Temperature,
                SupConForm.Out
            )
            .backward();
        return Repelled(embeddings, embeddings);
    }
}
