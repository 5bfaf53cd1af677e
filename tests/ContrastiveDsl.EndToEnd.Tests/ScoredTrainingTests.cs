using ContrastiveDsl.Data;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Scores that are taken while an experiment trains.</summary>
public sealed class ScoredTrainingTests
{
    public static TheoryData<string> ExperimentNames => TrainingTests.ExperimentNames;

    [ImagesTheory]
    [MemberData(nameof(ExperimentNames))]
    public void Train_ScoredAfterEachEpoch_IsTheSameToTheBit(string name)
    {
        using var plain = Train(name, scored: false, []);
        var scores = new List<EpochScore>();
        using var watched = Train(name, scored: true, scores);

        string[] each = EmbedsWholeImages(name) ? ["knn", "linear", "views"] : ["views"];
        scores.Select(score => score.Evaluation).Should().Equal([.. each, .. each]);
        scores.Should().OnlyContain(score => score.Accuracy > 0 && score.Accuracy <= 1);
        Bits.ShouldEqual(Bits.Of(watched), Bits.Of(plain));
    }

    private static IExperiment Train(string name, bool scored, List<EpochScore> scores)
    {
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, epochs: 2, batchSize: 64) with { ScoreShare = 1 };
        using var images = RealImages.Train(192);
        using var unlabeled = WithoutLabels(images);
        var experiment = definition.Create(settings);
        using var run = TrainingRun.Start(name, settings);
        run.Scorer = scored
            ? new Both(
                EmbedsWholeImages(name) ? new EncoderMonitor(experiment, images, settings) : null,
                new EncoderMonitor(experiment, unlabeled, settings),
                scores
            )
            : null;
        experiment.Train(images, run);
        experiment.Network.modules().Should().OnlyContain(module => module.training);
        return experiment;
    }

    /// <summary>A transformer takes images of one size, that of its crops.</summary>
    private static bool EmbedsWholeImages(string name) =>
        TrainingTests.Definition(name).Model.Encoder.Type.Name != nameof(Declarations.TinyTransformer);

    private static ImageSet WithoutLabels(ImageSet images)
    {
        using var scope = NewDisposeScope();
        return new ImageSet(images.Range(0, images.Count).mul(255).round().to(ScalarType.Byte));
    }

    /// <summary>Scores with and without labels, and keeps what was found.</summary>
    private sealed class Both(IEpochScorer? labeled, IEpochScorer unlabeled, List<EpochScore> scores) : IEpochScorer
    {
        public IReadOnlyList<EpochScore> Score(EpochReport epoch)
        {
            EpochScore[] found = [.. labeled?.Score(epoch) ?? [], .. unlabeled.Score(epoch)];
            scores.AddRange(found);
            return found;
        }
    }
}
