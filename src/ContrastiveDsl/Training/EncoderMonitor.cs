using System.Diagnostics;
using ContrastiveDsl.Data;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// Scores an experiment's encoder while it trains: with labels by nearest neighbors and by a linear probe on clean
/// features, without labels by how often the nearest of other random views is one of the same image.
/// </summary>
/// <remarks>
/// It scores on images of the training split that lend no label to the bank or the probe, and never on test images.
/// The encoder trains on them too, without their labels (with them, where the method trains with labels). Nothing of
/// the training changes: features are taken in evaluation mode and without gradients, the probe has an optimizer of its
/// own, and random numbers are those of a place that no training uses.
/// </remarks>
public sealed class EncoderMonitor : IEpochScorer
{
    private const int BatchSize = 256;

    /// <summary>A first epoch of random views that no training reaches; the second has the next number.</summary>
    private const int ViewEpoch = (1 << 30) + 2;
    private static readonly ProbeOptions Probe = new()
    {
        LearningRates = [0.1],
        WeightDecays = [1e-3],
        Epochs = 20,
        MinimumSteps = 200,
    };
    private readonly IExperiment experiment;
    private readonly ImageSet images;
    private readonly MonitoredImages chosen;
    private readonly ScoreBudget budget;
    private readonly RandomSource random;
    private readonly KnnProtocol neighbors;
    private readonly string seen;

    /// <summary>Watches an experiment.</summary>
    /// <param name="experiment">The experiment, with its networks on the images' device.</param>
    /// <param name="images">
    /// The training images; with labels they are embedded as they are, so they have the encoder's size.
    /// </param>
    /// <param name="settings">
    /// The run's: its seed chooses the images, its epochs their number. Of a run that is taken up again its folder says
    /// what scores have taken before.
    /// </param>
    /// <param name="trainsWithLabels">Whether the training itself sees labels, which the protocol then says.</param>
    public EncoderMonitor(IExperiment experiment, ImageSet images, RunSettings settings, bool trainsWithLabels = false)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(settings);
        (this.experiment, this.images) = (experiment, images);
        chosen = MonitoredImages.Choose(images, settings);
        neighbors = new KnnProtocol(Math.Min(20, Math.Max(1, chosen.Bank.Length)));
        random = new RandomSource(settings.Seed);
        seen = trainsWithLabels ? "the encoder has seen them with their labels" : "the encoder trains on them too";
        budget = new ScoreBudget(settings.ScoreShare);
        if (settings.Output is { } folder)
        {
            var (trained, scored) = MetricsLog.Times(folder);
            budget.Train(trained);
            HasScored = scored.Count > 0;
            if (HasScored)
            {
                budget.Estimate(scored[^1], scored.Sum());
            }
        }
    }

    /// <summary>Whether the run has a score, of before it was taken up again, too.</summary>
    internal bool HasScored { get; private set; }

    /// <summary>What is scored, in words.</summary>
    public override string ToString() =>
        chosen.Bank.Length > 0
            ? FormattableString.Invariant(
                $"kNN and linear probe on {chosen.Queries.Length:N0} training images, by {chosen.Bank.Length:N0} others"
            )
            : FormattableString.Invariant($"retrieval of the other view among {chosen.Queries.Length:N0} images");

    /// <inheritdoc/>
    public IReadOnlyList<EpochScore> Score(EpochReport epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        budget.Train(epoch.Seconds);
        if (!budget.IsKnown)
        {
            Estimate();
        }

        if (!budget.IsDue)
        {
            return [];
        }

        var scores = Undisturbed(() => chosen.Bank.Length > 0 ? ByLabels() : ByViews());
        budget.Spend(scores.Sum(score => score.Seconds));
        HasScored = true;
        return scores;
    }

    private EpochScore[] ByLabels()
    {
        var clock = Stopwatch.StartNew();
        var queries = Clean(chosen.Queries);
        var bank = Clean(chosen.Bank);
        var accuracy = Knn.Accuracy(queries.Features, queries.Labels, bank.Features, bank.Labels, neighbors);
        var afterNeighbors = clock.Elapsed.TotalSeconds;
        var probe = LinearProbe.Fit(bank, Math.Max(bank.Classes, queries.Classes), Probe, random);
        var probed = probe.Classifier.Accuracy(queries);
        var setting = probe.Setting;
        return
        [
            new(EpochScore.Knn, accuracy, $"{neighbors}; {Split}", afterNeighbors),
            new(
                EpochScore.Linear,
                probed,
                FormattableString.Invariant(
                    $"linear probe of its own on the same features, rate {setting.LearningRate}, weight decay {setting.WeightDecay}; {Split}"
                ),
                clock.Elapsed.TotalSeconds - afterNeighbors
            ),
        ];
    }

    private string Split =>
        FormattableString.Invariant(
            $"{chosen.Queries.Length} images of the training split, of {chosen.Bank.Length} others the labels; {seen}"
        );

    private EpochScore[] ByViews()
    {
        var clock = Stopwatch.StartNew();
        var accuracy = ViewRetrieval.Accuracy(
            Batched(chosen.Queries, some => View(some, ViewEpoch)),
            Batched(chosen.Queries, some => View(some, ViewEpoch + 1))
        );
        return
        [
            new(
                EpochScore.Views,
                accuracy,
                FormattableString.Invariant(
                    $"cosine, two random views each of {chosen.Queries.Length} training images: is the nearest second view that of the same image"
                ),
                clock.Elapsed.TotalSeconds
            ),
        ];
    }

    private FeatureSet Clean(int[] samples) =>
        FeatureSet.Of(
            Batched(samples, some => experiment.Embed(images.Pick(some))),
            images.LoadLabels(new Batch(0, 0, samples))
        );

    /// <summary>
    /// Features of a random view of each image, as training draws them; where a view is of several patches, their mean.
    /// </summary>
    private Tensor View(int[] some, int epoch)
    {
        var batch = new Batch(epoch, 0, some);
        var view = experiment.SampleViews(images.Load(batch), random, batch)[0];
        return experiment.Network.call(view).flatten(1).view(some.Length, view.size(0) / some.Length, -1).mean([1]);
    }

    private static Tensor Batched(int[] samples, Func<int[], Tensor> embed)
    {
        using var scope = NewDisposeScope();
        var parts = samples
            .Chunk(BatchSize)
            .Select(some =>
            {
                using var part = NewDisposeScope();
                return embed(some).MoveToOuterDisposeScope();
            })
            .ToArray();
        return cat(parts, 0).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Times a batch, since nobody knows this machine and this encoder yet; the second of two, for the first makes what
    /// the others find made.
    /// </summary>
    private void Estimate()
    {
        int[] some = [.. chosen.Queries.Take(BatchSize)];
        var (first, second) = (Time(some), Time(some));
        var passes = chosen.Bank.Length > 0 ? chosen.Count : 2 * chosen.Count;
        budget.Estimate(second * passes / some.Length, first + second);
    }

    private double Time(int[] some)
    {
        var clock = Stopwatch.StartNew();
        // Reading a number waits for the device.
        Undisturbed(() =>
            (chosen.Bank.Length > 0 ? experiment.Embed(images.Pick(some)) : View(some, ViewEpoch)).sum().ToSingle()
        );
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>
    /// Does something in evaluation mode and without gradients, and leaves each module in the mode that it was in.
    /// </summary>
    private T Undisturbed<T>(Func<T> act)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var network = experiment.Network;
        nn.Module[] modules = [network, .. network.modules()];
        var wereTraining = Array.ConvertAll(modules, module => module.training);
        network.eval();
        try
        {
            return act();
        }
        finally
        {
            // From the outside in, since a module sets those within it.
            for (var i = 0; i < modules.Length; i++)
            {
                modules[i].train(wereTraining[i]);
            }
        }
    }
}
