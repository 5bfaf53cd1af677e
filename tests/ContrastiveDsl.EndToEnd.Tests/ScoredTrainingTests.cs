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
        var scores = new List<EpochScore>();
        using var watched = Train(name, scores);

        string[] each = EmbedsWholeImages(name) ? ["knn", "linear", "views"] : ["views"];
        scores.Select(score => score.Evaluation).Should().Equal([.. each, .. each]);
        scores.Should().OnlyContain(score => score.Accuracy > 0 && score.Accuracy <= 1);
        Bits.ShouldEqual(Bits.Of(watched), SharedTraining.BitsOf(name));
    }

    private static IExperiment Train(string name, List<EpochScore> scores)
    {
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, SharedTraining.Epochs, SharedTraining.BatchSize) with
        {
            ScoreShare = 1,
        };
        using var images = RealImages.Train(SharedTraining.Images);
        using var unlabeled = WithoutLabels(images);
        var experiment = definition.Create(settings);
        using var run = TrainingRun.Start(name, settings);
        run.Scorer = new Both(
            EmbedsWholeImages(name) ? new EncoderMonitor(experiment, images, settings) : null,
            new EncoderMonitor(experiment, unlabeled, settings),
            scores
        );
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
