using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Language;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Declarations;

/// <summary>As wide as the features, which is what a loss of components needs.</summary>
[ProjectionHead(Hidden = 16, Output = 16)]
public partial class TinyExpander;

/// <summary>The loss of Barlow Twins.</summary>
[BarlowTwinsLoss]
public partial class TinyCorrelationLoss;

/// <summary>Barlow Twins.</summary>
[BarlowTwins(
    Encoder = typeof(TinyEncoder),
    Projector = typeof(TinyExpander),
    Views = typeof(TinyViews),
    Loss = typeof(TinyCorrelationLoss)
)]
[Training(Epochs = 2, BatchSize = 64, Seed = 7)]
[Adam(LearningRate = 3e-3, WeightDecay = 1e-4)]
[CosineSchedule(WarmupFraction = 0.1)]
public partial class TinyBarlowTwins;

/// <summary>What proves the loss of Barlow Twins.</summary>
internal sealed class BarlowTwinsProof : MethodProof<BarlowTwinsAttribute>
{
    /// <inheritdoc/>
    public override string? GoldenTopic => "barlow_twins";

    /// <inheritdoc/>
    public override int CountNegatives(ExperimentModel model) =>
        OfComponents(model, (z0, z1) => Losses.BarlowTwins.Loss(z0, z1, 0.0051));

    /// <summary>
    /// The negatives of a loss that compares components. Where these are as it wants them, two images with one
    /// embedding stay together: anything contrastive would drive them apart.
    /// </summary>
    internal static int OfComponents(ExperimentModel model, Func<Tensor, Tensor, Tensor> loss)
    {
        model.ViewCount.Should().Be(2);
        var embeddings = tensor(
            new[,]
            {
                { 2.0, 0 },
                { 2, 0 },
                { -2, 0 },
                { -2, 0 },
                { 0, 3 },
                { 0, -3 },
            }
        );
        embeddings.size(0).Should().Be(Images);
        var (first, second) = (embeddings.clone().requires_grad_(), embeddings.clone().requires_grad_());
        loss(first, second).backward();
        return Repelled(first, first, second);
    }
}
