using ContrastiveDsl.Data;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Language;
using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// Measures a trained encoder on test images: nearest neighbors, linear probes with all and with few labels, and, if
/// asked for, the encoder fine-tuned. Features are extracted once.
/// </summary>
/// <param name="train">The training images, with labels.</param>
/// <param name="test">The test images, with labels.</param>
/// <param name="options">What is measured.</param>
/// <param name="report">Told what is going on, and which share of the whole is done.</param>
internal sealed class EncoderEvaluation(
    ImageSet train,
    ImageSet test,
    EvaluationOptions options,
    Action<string, double> report
)
{
    private const int EvaluationBatch = 512;
    private readonly RandomSource random = new(options.Seed);
    private double done;
    private double work = 1;
    private double probeWork;

    /// <summary>All scores that the options ask for.</summary>
    /// <param name="embed">Features of clean images by the trained encoder.</param>
    /// <param name="copy">A new encoder with the trained weights, to be fine-tuned; disposed here.</param>
    internal IReadOnlyList<EvaluationScore> Measure(Func<Tensor, Tensor> embed, Func<FineTuned> copy)
    {
        using var scope = NewDisposeScope();
        Plan();
        var bank = Extract("training images", embed, train);
        var queries = Extract("test images", embed, test);
        var scores = new List<EvaluationScore> { Neighbors(bank, queries) };
        var probed = Array.ConvertAll(Draws(bank), labels => (Labels: labels, Probes: Fit(bank, queries, labels)));
        scores.AddRange(probed.Select(each => Probe(bank, queries, each.Labels, each.Probes)));
        if (options.FineTuning is { } tuning)
        {
            scores.AddRange(
                probed
                    .Where(each => each.Labels.IsFineTuned && each.Labels.Fewest > 1)
                    .Select(each => FineTune(bank, queries, each.Labels, each.Probes, tuning, copy))
            );
        }

        return scores;
    }

    /// <summary>
    /// Images that pass through the encoder. A probe counts as an eighth of all: a small ResNet's took from a 25th of
    /// their time (10 labels of each class) to a quarter (all labels).
    /// </summary>
    private void Plan()
    {
        work = train.Count + test.Count;
        probeWork = work / 8;
        work += (1 + (options.Draws * (options.Shares.Count + options.Shots.Count))) * probeWork;
        if (options.FineTuning is { } tuning)
        {
            // A step forward and back costs three times a step forward.
            var few = Math.Min(options.FineTuningDraws, options.Draws) * options.Shots.Count;
            var images = (3.0 * tuning.MinimumSteps * tuning.BatchSize) + test.Count;
            work += (few * images) + (3.0 * tuning.Epochs * train.Count) + test.Count;
        }
    }

    private FeatureSet Extract(string what, Func<Tensor, Tensor> embed, ImageSet images) =>
        FeatureSet.Of(
            Features.Extract(
                some =>
                {
                    Report(what, some.size(0));
                    return embed(some);
                },
                images,
                EvaluationBatch
            ),
            images.Labels!
        );

    private void Report(string what, double images)
    {
        report(what, Math.Min(1, done / work));
        done += images;
    }

    private EvaluationScore Neighbors(FeatureSet bank, FeatureSet queries)
    {
        var protocol = options.Knn with { K = Math.Min(options.Knn.K, bank.Count) };
        var accuracy = ContrastiveDsl.Evaluation.Knn.Accuracy(
            queries.Features,
            queries.Labels,
            bank.Features,
            bank.Labels,
            protocol
        );
        return Score(EvaluationScore.Knn, EvaluationScore.AllLabels, bank.Count, bank, queries) with
        {
            Accuracies = [accuracy],
            Protocol = $"{protocol}, clean features",
        };
    }

    /// <summary>All labels, shares of them, and so many of each class.</summary>
    private DrawnLabels[] Draws(FeatureSet bank)
    {
        var all = new DrawnLabels(
            EvaluationScore.AllLabels,
            "all labels",
            [
                [.. Enumerable.Range(0, bank.Count)],
            ],
            IsFineTuned: true
        );
        var shares = options.Shares.Select(share => new DrawnLabels(
            EvaluationScore.Share(share),
            $"{EvaluationScore.Share(share)} of the labels",
            Of(draw => LabelDraw.Share(bank.ClassOf, share, random, draw)),
            IsFineTuned: false
        ));
        var shots = options.Shots.Select(count => new DrawnLabels(
            EvaluationScore.PerClass(count),
            $"{Say.Plural(count, "label")} of each class",
            Of(draw => LabelDraw.PerClass(bank.ClassOf, count, random, draw)),
            IsFineTuned: true
        ));
        return [all, .. shares, .. shots];

        IReadOnlyList<IReadOnlyList<int>> Of(Func<int, IReadOnlyList<int>> draw) =>
            [.. Enumerable.Range(0, options.Draws).Select(draw)];
    }

    /// <summary>A probe for each draw of the labels; their tensors belong to the current dispose scope.</summary>
    private FittedProbe[] Fit(FeatureSet bank, FeatureSet queries, DrawnLabels labels) =>
        [
            .. labels.Draws.Select(places =>
            {
                Report($"linear probe with {labels.InWords}", probeWork);
                using var scope = NewDisposeScope();
                var probe = LinearProbe.Fit(
                    places.Count == bank.Count ? bank : bank.Select(places),
                    Math.Max(bank.Classes, queries.Classes),
                    options.Probe,
                    random
                );
                probe.Classifier.MoveToOuterScope();
                return probe;
            }),
        ];

    private EvaluationScore Probe(FeatureSet bank, FeatureSet queries, DrawnLabels labels, FittedProbe[] probes)
    {
        var choosing = LinearProbe.Choosing(labels.Fewest, options.Probe);
        return Score(EvaluationScore.Linear, labels.Name, labels.Fewest, bank, queries) with
        {
            Accuracies = Array.ConvertAll(probes, probe => probe.Classifier.Accuracy(queries)),
            Protocol = $"{options.Probe}; {choosing}, then trained on all of them",
            Chosen = Array.ConvertAll(probes, probe => probe.Setting),
            Validation = Array.ConvertAll(probes, probe => probe.ValidationAccuracy),
        };
    }

    private EvaluationScore FineTune(
        FeatureSet bank,
        FeatureSet queries,
        DrawnLabels labels,
        FittedProbe[] probes,
        FineTuningOptions tuning,
        Func<FineTuned> copy
    )
    {
        double[] accuracies =
        [
            .. labels
                .Draws.Zip(probes)
                .Take(options.FineTuningDraws)
                .Select(draw =>
                    FineTuneOnce(
                        $"fine-tuning with {labels.InWords}",
                        bank,
                        draw.First,
                        draw.Second.Classifier,
                        tuning,
                        copy
                    )
                ),
        ];
        return Score(EvaluationScore.FineTuned, labels.Name, labels.Fewest, bank, queries) with
        {
            Accuracies = accuracies,
            Protocol = tuning.ToString(),
        };
    }

    private double FineTuneOnce(
        string what,
        FeatureSet bank,
        IReadOnlyList<int> places,
        LinearClassifier start,
        FineTuningOptions tuning,
        Func<FineTuned> copy
    )
    {
        using var scope = NewDisposeScope();
        using var tuned = copy();
        var training = new FineTuning(tuned.Encoder, tuned.Views, tuning, random);
        training.StepDone += images => Report(what, 3.0 * images);
        // Features are of labeled images only, while the trainer sees all.
        int[] positions = [.. places.Select(place => bank.Places[place])];
        var head = training.Train(train, positions, start);
        return head.Accuracy(Extract(what, training.Embed, test));
    }

    private EvaluationScore Score(string evaluation, string labels, int images, FeatureSet bank, FeatureSet queries) =>
        new()
        {
            Evaluation = evaluation,
            Labels = labels,
            Accuracies = [],
            Protocol = "",
            Train = images,
            Test = queries.Count,
            Classes = queries.ClassOf.Distinct().Count(),
            LackingClasses = bank.Lacks(queries),
            DrawSeed = options.Seed,
        };

    /// <summary>Labels to train with.</summary>
    /// <param name="Name">What to call them.</param>
    /// <param name="InWords">What to call them in a sentence.</param>
    /// <param name="Draws">Positions of images, draw by draw.</param>
    /// <param name="IsFineTuned">Whether the encoder is fine-tuned with them.</param>
    private sealed record DrawnLabels(
        string Name,
        string InWords,
        IReadOnlyList<IReadOnlyList<int>> Draws,
        bool IsFineTuned
    )
    {
        internal int Fewest => Draws.Min(places => places.Count);
    }
}

/// <summary>A copy of a trained encoder that may be changed.</summary>
/// <param name="Owner">What is to be disposed with it.</param>
/// <param name="Encoder">The encoder.</param>
/// <param name="Views">Views to train it with.</param>
internal sealed record FineTuned(IDisposable Owner, nn.Module<Tensor, Tensor> Encoder, FineTuningViews Views)
    : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Owner.Dispose();

    /// <summary>
    /// With labels a smaller crop costs more than it brings, on training images set aside: what is trained on parts is
    /// tested on wholes.
    /// </summary>
    private const double SmallestCrop = 0.8;

    /// <summary>What of a declared family suits training with labels.</summary>
    internal static FineTuningViews ViewsOf(ExperimentModel model)
    {
        var (crop, normalize) = (model.Views.Crop, model.Views.Normalize);
        return new FineTuningViews
        {
            ImageSize = model.Encoder.ImageSize,
            Scale = crop is null
                ? null
                : (Math.Max(crop.MinScale, Math.Min(SmallestCrop, crop.MaxScale)), crop.MaxScale),
            Ratio = crop is null ? (1, 1) : (crop.MinRatio, crop.MaxRatio),
            FlipProbability = model.Views.Steps.OfType<RandomHorizontalFlipStep>().FirstOrDefault()?.Probability ?? 0,
            Mean = normalize is null ? [] : [.. normalize.Mean],
            Deviation = normalize is null ? [] : [.. normalize.Std],
        };
    }
}
