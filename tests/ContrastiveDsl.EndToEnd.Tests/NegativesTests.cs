using ContrastiveDsl.Language;
using ContrastiveDsl.Losses;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>
/// What the language says of negatives is what the losses do. Every embedding is a direction of its own, so the
/// gradient of an anchor tells by its component along another embedding whether the loss pushes the two apart.
/// </summary>
public sealed class NegativesTests
{
    private const int Images = 6;
    private const double Temperature = 0.2;

    /// <summary>
    /// How many embeddings the loss of each method, called as its step calls it, repels an anchor from.
    /// </summary>
    private static readonly Dictionary<string, Func<ExperimentModel, int>> Counts = new()
    {
        ["SimClr"] = model => OfPairs(model, (z0, z1) => NtXent.Loss(z0, z1, Temperature)),
        ["MoCo"] = OfQueue,
        ["MoCoV3"] = model => OfPairs(model, (queries, keys) => Losses.MoCoV3.Loss(queries, keys, Temperature)),
        ["Byol"] = model => OfPairs(model, Losses.Byol.Loss),
        ["SimSiam"] = model => OfPairs(model, NegativeCosine.Loss),
        ["Raft"] = OfFourViews,
        ["SupCon"] = OfLabels,
        ["InstanceDiscrimination"] = OfBank,
        ["Pirl"] = OfBank,
        ["Cpc"] = OfPatches,
        ["EndToEnd"] = model =>
            OfPairs(model, (queries, keys) =>
                BatchInfoNce.Loss(queries, keys, Temperature, symmetric: false, normalize: true)
            ),
        ["Siamese"] = model =>
            OfPairs(model, (z0, z1) =>
                PairwiseContrastive.Loss(z0, z1, full(Images, -1, dtype: ScalarType.Int64), margin: 2, normalize: true)
            ),
    };

    public static TheoryData<string> Kinds => MatrixTests.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void NegativesPerAnchor_OfEveryMethod_AreThoseThatItsLossRepels(string kind)
    {
        using var scope = NewDisposeScope();
        var model = Model(kind);

        model.NegativesPerAnchor.Should().Be(Counts[kind](model));
    }

    /// <summary>The decoupled loss contrasts both views of every other image, whichever method calls it.</summary>
    [Theory]
    [InlineData("SimClr")]
    [InlineData("MoCoV3")]
    public void NegativesPerAnchor_OfTheDecoupledLoss_AreThoseThatItRepels(string kind)
    {
        using var scope = NewDisposeScope();
        var model = Model(kind) with
        {
            Loss = new DclLossModel(new TypeName("X", "X", "X"), Temperature, 0) { Name = "Dcl" },
        };

        model.NegativesPerAnchor.Should().Be(OfPairs(model, (queries, keys) => Dcl.Loss(queries, keys, Temperature)));
        model.Method.Similarities(model).Should().Be((2L * Images, 2L * Images));
    }

    private static ExperimentModel Model(string kind)
    {
        var model = Experiments
            .All.Select(found => found.Model)
            .First(found =>
                found.Method.Facts.Word == kind
                && found.Loss.Kind == PartKind.Catalogue
                && found.Bank is not { Negatives: 0 }
            );
        return model with { Training = model.Training with { BatchSize = Images } };
    }

    private static int OfPairs(ExperimentModel model, Func<Tensor, Tensor, Tensor> loss)
    {
        model.ViewCount.Should().Be(2);
        var (first, second) = (Directions(Images, 0), Directions(Images, Images));
        loss(first, second).backward();
        return Repelled(first, first, second);
    }

    private static int OfQueue(ExperimentModel model)
    {
        var size = model.Queue!.Size;
        var (queries, keys, queue) = (
            Directions(Images, 0, size),
            Directions(Images, Images, size),
            Directions(size, 2 * Images, size)
        );
        InfoNce.Loss(queries, keys, queue.detach(), Temperature).backward();
        return Repelled(queries, queries, keys, queue);
    }

    private static int OfFourViews(ExperimentModel model)
    {
        var views = Enumerable.Range(0, 4).Select(view => Directions(Images, view * Images)).ToArray();
        Losses.Raft.Loss(views[0], views[1], views[2], views[3], 1, 1, RaftObjective.RunAway).backward();

        // What an image's own target does to it is no negative.
        return Repelled(views[0], [.. views.Select(view => view.narrow(0, 1, Images - 1))]);
    }

    private static int OfLabels(ExperimentModel model)
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

    private static int OfBank(ExperimentModel model)
    {
        var (positives, negatives) = (
            zeros(Images, requires_grad: true),
            zeros([Images, model.Bank!.Negatives], requires_grad: true)
        );
        MemorySoftmax.Loss(positives, negatives, Temperature).backward();
        return (int)((negatives.grad![0] > 0).sum().item<long>() + (positives.grad! > 0).sum().item<long>());
    }

    private static int OfPatches(ExperimentModel model)
    {
        // One row ahead, as the step cuts it out of all predictions and patches.
        var rows = model.Grid!.Positions(model.Encoder.ImageSize);
        var all = Images * rows * rows;
        var predictions = Directions(all, 0, 2 * all);
        var patches = Directions(all, all, 2 * all);
        var predicted = predictions
            .view(Images, rows, rows, -1)
            .narrow(1, 0, rows - 1)
            .reshape(Images * (rows - 1) * rows, -1);
        var below = patches.view(Images, rows, rows, -1).narrow(1, 1, rows - 1).reshape(Images * (rows - 1) * rows, -1);
        BatchInfoNce.Loss(predicted, below, 1, symmetric: false, normalize: false).backward();
        return Repelled(predictions, predictions, patches);
    }

    /// <summary>Rows of the identity: unit vectors at right angles to each other.</summary>
    private static Tensor Directions(int count, int first, int more = 0) =>
        eye((5 * Images) + more).narrow(0, first, count).clone().requires_grad_();

    /// <summary>Rows from which a step down the gradient would lead the first anchor away.</summary>
    private static int Repelled(Tensor anchors, params Tensor[] others)
    {
        var gradient = anchors.grad![0];
        return others.Sum(rows => (int)(rows.detach().matmul(gradient) > 1e-9).sum().item<long>());
    }
}
