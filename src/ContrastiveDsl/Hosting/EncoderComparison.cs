using ContrastiveDsl.Augmentation;
using ContrastiveDsl.Data;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// Compares a trained encoder with what needs no training: the pixels themselves, and the same encoder with random
/// weights.
/// </summary>
/// <param name="definition">The experiment.</param>
/// <param name="settings">The settings of the run, whose seed gives the random weights.</param>
/// <param name="bank">The training images, with labels.</param>
/// <param name="test">The test images, with labels.</param>
/// <param name="report">Told whose features are being computed, and which share of the whole is done.</param>
internal sealed class EncoderComparison(
    ExperimentDefinition definition,
    RunSettings settings,
    ImageSet bank,
    ImageSet test,
    Action<string, double> report
)
{
    private const int EvaluationBatch = 512;

    /// <summary>
    /// Batches from which the untrained encoder's normalization takes its statistics: about 4,000 images settle them.
    /// </summary>
    private const int StatisticsBatches = 16;
    private readonly KnnProtocol protocol = new(K: Math.Min(20, bank.Count));

    /// <summary>Images to be embedded in all, each by two encoders; pixels cost next to nothing.</summary>
    private readonly double work = 2.0 * (bank.Count + test.Count);
    private long done;

    /// <summary>The three scores.</summary>
    /// <param name="trained">The trained experiment.</param>
    internal IReadOnlyList<EncoderScore> Measure(IExperiment trained)
    {
        using var scope = NewDisposeScope();
        var pixels = Score(EncoderScore.RawPixels, images => images.flatten(1));
        done = 0;
        var untrained = MeasureUntrained();
        return [pixels, untrained, Score(EncoderScore.TrainedEncoder, trained.Embed)];
    }

    private EncoderScore MeasureUntrained()
    {
        using var untrained = definition.Create(settings);
        using (no_grad())
        {
            BatchNormStatistics.Estimate(untrained.Network, CleanBatches());
        }

        return Score(EncoderScore.UntrainedEncoder, untrained.Embed);
    }

    private EncoderScore Score(string name, Func<Tensor, Tensor> embed)
    {
        using var scope = NewDisposeScope();
        var reporting = Reporting(name, embed);
        var (queries, queryLabels) = Labelled(Features.Extract(reporting, test, EvaluationBatch), test.Labels!);
        var (entries, entryLabels) = Labelled(Features.Extract(reporting, bank, EvaluationBatch), bank.Labels!);
        var available = (int)entries.shape[0];
        var used = protocol with { K = Math.Min(protocol.K, available) };
        return new EncoderScore(
            name,
            Knn.Accuracy(queries, queryLabels, entries, entryLabels, used),
            used,
            available,
            (int)queries.shape[0]
        );
    }

    /// <summary>Features and labels of the images that have one: a score cannot ask the others.</summary>
    private static (Tensor Features, Tensor Labels) Labelled(Tensor features, Tensor labels)
    {
        var known = labels.ge(0).nonzero().squeeze(1);
        return known.shape[0] == labels.shape[0]
            ? (features, labels)
            : (features.index_select(0, known), labels.index_select(0, known));
    }

    private Func<Tensor, Tensor> Reporting(string name, Func<Tensor, Tensor> embed) =>
        images =>
        {
            report(name, Math.Min(1, done / work));
            done += images.shape[0];
            return embed(images);
        };

    /// <summary>Images as the encoder sees them in evaluation: normalized, nothing else.</summary>
    private IEnumerable<Tensor> CleanBatches()
    {
        var normalize = definition.Model.Views.Normalize;
        var size = Math.Min(settings.BatchSize, bank.Count);
        for (var batch = 0; batch < StatisticsBatches && (batch + 1) * size <= bank.Count; batch++)
        {
            using var images = bank.Range(batch * size, size);
            // Disposed before the next one is made: left to the scope around it all, they would live until the last
            // score.
            using var clean = normalize is null
                ? images.alias()
                : Normalize.Apply(images, [.. normalize.Mean], [.. normalize.Std]);
            yield return clean;
        }
    }
}
