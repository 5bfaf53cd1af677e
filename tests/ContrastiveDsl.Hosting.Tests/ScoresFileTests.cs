using ContrastiveDsl.Evaluation;
using ContrastiveDsl.State;
using TorchSharp;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Which scores in a folder are those of its run, once that was made longer.</summary>
public sealed class ScoresFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("contrastive-scores-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void OfRun_ScoresOfAShorterRun_AreLeftOut()
    {
        Save(4);
        Save(8);
        Note("before the fall", 4, Weights(4));
        Note("shorter run", 8, Weights(8));
        Checkpoint.TakeBack(folder, 4);

        Names().Should().Equal(["before the fall"], "the run is on its way again");

        Save(12);
        Note("longer run", 12, Weights(12));
        Note("another's", 12, "of other weights");
        Note("longer run, whose checkpoint is gone", 6, "weights that nobody knows");
        Note("of before weights were noted", 8, null);

        Names()
            .Should()
            .Equal(
                "before the fall",
                "longer run",
                "longer run, whose checkpoint is gone",
                "of before weights were noted"
            );
    }

    [Fact]
    public void OfRun_ThatPassesTheStepAgain_HasItsOwnScoresAlone()
    {
        Save(4);
        Save(8);
        Note("shorter run", 8, Weights(8));
        Checkpoint.TakeBack(folder, 4);
        Save(8, seed: 9);

        Names().Should().BeEmpty();

        Note("longer run", 8, Weights(8));
        Names().Should().Equal("longer run");
    }

    /// <summary>It counts as not saved, but nobody trained a shorter run.</summary>
    [Fact]
    public void OfRun_WhoseLastCheckpointIsBroken_HasAll()
    {
        Save(4);
        Save(8);
        Note("its own", 8, Weights(8));
        File.Delete(Path.Combine(Checkpoint.Latest(folder)!, Checkpoint.ModelFile));

        Names().Should().Equal("its own");
    }

    [Fact]
    public void OfRun_WithoutACheckpoint_HasAll()
    {
        Note("moved checkpoints", 8, "weights");

        Names().Should().Equal("moved checkpoints");
    }

    private IEnumerable<string> Names() => ScoresFile.OfRun(folder).Select(score => score.Labels);

    private void Save(long step, long seed = 1)
    {
        var state = new StateWriter();
        using var weights = torch.tensor(new[] { step, seed });
        state.Tensor("w", weights);
        Checkpoint.Save(folder, step, state);
    }

    private string Weights(long step) => Checkpoint.WeightsHash(Checkpoint.At(folder, step)!);

    private void Note(string labels, long step, string? weights) =>
        ScoresFile.Add(
            folder,
            [
                new EvaluationScore
                {
                    Evaluation = EvaluationScore.Linear,
                    Labels = labels,
                    Accuracies = [0.5],
                    Train = 2,
                    Test = 2,
                    Classes = 2,
                    Protocol = "",
                    Checkpoint = FormattableString.Invariant($"step-{step:D8}"),
                    Weights = weights,
                },
            ]
        );
}
