using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>The pairwise contrastive loss.</summary>
[PairwiseContrastiveLoss(Margin = 1)]
public partial class TinyPairLoss;

/// <summary>Views of one image are similar.</summary>
[Siamese(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyPairLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinySiamese;

/// <summary>Images of one class are similar.</summary>
[Siamese(
    Pairs = SimilarPairs.Labels,
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyProjector),
    Views = typeof(TinyViews),
    Loss = typeof(TinyPairLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3)]
public partial class TinyLabeledSiamese;

/// <summary>What proves the loss of siamese networks.</summary>
internal sealed class SiameseProof : MethodProof<SiameseAttribute>
{
    /// <inheritdoc/>
    public override string? ClosedForms => "PairwiseContrastiveTests";

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model) =>
        OfPairs(model, (z0, z1) =>
            PairwiseContrastive.Loss(z0, z1, full(Images, -1, dtype: ScalarType.Int64), margin: 2, normalize: true)
        );
}
