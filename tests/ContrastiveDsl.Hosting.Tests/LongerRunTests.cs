using System.Text.Json;
using ContrastiveDsl.Language;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>
/// A run whose rate falls in its last epochs only is made longer: it has the bits of one that was so long from the
/// start. Epochs of four steps; two of them warm up or decay as said.
/// </summary>
public sealed class LongerRunTests : IDisposable
{
    private readonly StripesFolder folder = new();
    private readonly StripesFolder other = new();

    public void Dispose()
    {
        Checkpoint.Watch.Value = null;
        folder.Dispose();
        other.Dispose();
    }

    [Fact]
    public void Resume_FinishedRun_GoesOnFromBeforeTheDecayWithTheBitsOfTheLongerRun()
    {
        var declared = StripesExperiment.LateDecay(epochs: 4, warmupEpochs: 1, decayEpochs: 2);
        Train(declared, folder, "--keep-checkpoints", "1", "--score-share", "0");
        Names()
            .Should()
            .Contain("step-00000008", "it is the one before the rate falls")
            .And.Contain("step-00000016")
            .And.NotContain("step-00000012");
        var end = File.ReadAllBytes(Model(folder));

        var run = Resume(declared, "--epochs", "6");

        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        var aside = Path.Combine(folder.Output, "checkpoints", "step-00000016-of-shorter-run");
        run.OutputLines.Should()
            .Contain(
                $"Goes on from step 8, before the rate began to fall; what the shorter run came to stays in {aside}"
            );
        File.ReadAllBytes(Path.Combine(aside, Checkpoint.ModelFile)).Should().Equal(end);
        Checkpoint.Open(aside).Dispose();
        ShouldHaveTheBitsOf(declared, "--epochs", "6");
        RunFolder.Open(folder.Output).Changes.Should().Equal(new RunChange("epochs", "epochs", "4", "6") { Step = 8 });
        Names().Should().Contain("step-00000016", "of the longer run, from where its rate falls");
        Resume(declared).Error.Should().BeEmpty();
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void Resume_StoppedBeforeTheDecay_HasTheBitsOfTheLongerRun(long stoppedAfter)
    {
        var declared = StripesExperiment.LateDecay(epochs: 4, warmupEpochs: 1, decayEpochs: 2);
        Train(declared, folder, "--keep-checkpoints", "0");
        // As a crash leaves it, lines that no checkpoint knows included.
        foreach (var later in Checkpoint.List(folder.Output).Where(path => Checkpoint.StepOf(path) > stoppedAfter))
        {
            Directory.Delete(later, recursive: true);
        }

        var run = Resume(declared, "--epochs", "5");

        run.Error.Should().BeEmpty();
        run.Output.Should().NotContain("before the rate began to fall");
        ShouldHaveTheBitsOf(declared, "--epochs", "5");
        Names().Should().NotContain(name => name!.EndsWith("-run", StringComparison.Ordinal));
    }

    /// <summary>
    /// No step of a rate that falls in steps depends on how many follow, those after a milestone included.
    /// </summary>
    [Fact]
    public void Resume_RateThatFallsInSteps_HasTheBitsOfTheLongerRun()
    {
        var declared = StripesExperiment.Steps(epochs: 3, warmupEpochs: 1, 1, 2);
        Train(declared, folder);

        var run = Resume(declared, "--epochs", "5");

        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        ShouldHaveTheBitsOf(declared, "--epochs", "5");
    }

    [Fact]
    public void Resume_BestWasAfterTheDecay_IsNoLongerTheBest()
    {
        var declared = StripesExperiment.LateDecay(epochs: 4, warmupEpochs: 1, decayEpochs: 2);
        Train(declared, folder, "--keep-checkpoints", "0");
        new BestCheckpoint(16, "knn", 0.99).Write(folder.Output);

        Resume(declared, "--epochs", "5").ExitCode.Should().Be(0);

        var best = BestCheckpoint.Read(folder.Output)!;
        best.Value.Should().NotBe(0.99);
        Checkpoint.At(folder.Output, best.Step).Should().NotBeNull();
    }

    [Fact]
    public void Resume_InterruptedBeforeTheSettingsAreWritten_IsTheShorterRunAgain()
    {
        var declared = StripesExperiment.LateDecay(epochs: 4, warmupEpochs: 1, decayEpochs: 2);
        Train(declared, folder, "--keep-checkpoints", "0");
        var end = File.ReadAllBytes(Model(folder));
        Checkpoint.Watch.Value = done =>
        {
            if (done == "to be deleted")
            {
                throw new IOException("the machine goes down");
            }
        };
        Resume(declared, "--epochs", "6").ExitCode.Should().Be(1);
        Checkpoint.Watch.Value = null;

        var run = Resume(declared);

        run.Error.Should().BeEmpty();
        RunFolder.Open(folder.Output).Settings.Epochs.Should().Be(4);
        Checkpoint.Latest(folder.Output).Should().EndWith("step-00000016");
        File.ReadAllBytes(Model(folder)).Should().Equal(end);
    }

    [Fact]
    public void Resume_CheckpointBeforeTheDecayIsGone_NamesTheWaysAndChangesNothing()
    {
        var declared = StripesExperiment.LateDecay(epochs: 3, warmupEpochs: 1, decayEpochs: 1);
        Train(declared, folder, "--keep-checkpoints", "0");
        Directory.Delete(Checkpoint.At(folder.Output, 8)!, recursive: true);
        var before = Names();

        var run = Resume(declared, "--epochs", "6");

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal(
                $"error: '{folder.Output}' would not go on as it began:",
                "error:   epochs: 3 then, 6 now",
                $"error:   The rate has been falling since step 8, and there is no checkpoint of that step. To train on with the weights and a new schedule: train Stripes --from {folder.Output} --data {folder.Data} --epochs N. (A run goes on for more epochs by --resume if, before it began, its rate was declared to be constant up to its last n epochs: [CosineSchedule(WarmupEpochs = w, DecayEpochs = n)], to fall in steps: [StepSchedule(…)], or to stay: no schedule.)"
            );
        Names().Should().Equal(before);
        RunFolder.Open(folder.Output).Settings.Epochs.Should().Be(3);
    }

    [Fact]
    public void Resume_DeclarationThatNamesTheEpochsAskedFor_GoesOn()
    {
        Train(StripesExperiment.LateDecay(epochs: 3, warmupEpochs: 1, decayEpochs: 1), folder);
        var redeclared = StripesExperiment.LateDecay(epochs: 4, warmupEpochs: 1, decayEpochs: 1);

        Resume(redeclared).Error.Should().Contain("declaration: Training.Epochs: 3 then, 4 now");
        Resume(redeclared, "--epochs", "5").Error.Should().Contain("declaration: Training.Epochs: 3 then, 4 now");
        Resume(redeclared, "--epochs", "4").Error.Should().BeEmpty();
        Resume(redeclared).Error.Should().BeEmpty();
    }

    /// <summary>What else follows from the number of all steps, and what is said of it.</summary>
    public static TheoryData<string> Obstacles => new(["share", "weight decay", "momentum"]);

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void Resume_SomethingElseFollowsAllEpochs_IsRefusedWithTheReason(string what)
    {
        var schedule = new CosineScheduleModel(0, 1, 0) { DecayEpochs = 1 };
        var model = StripesExperiment.Definition.Model;
        var (declared, reason) = what switch
        {
            "share" => (
                model with
                {
                    Schedule = schedule with { WarmupEpochs = 0, WarmupFraction = 0.1 },
                },
                "The warm-up is a share of all steps, not a number of epochs. "
            ),
            "weight decay" => (
                model with
                {
                    Schedule = schedule with { FinalWeightDecay = 0.4 },
                },
                "The weight decay of the steps taken follows from the number of all steps. "
            ),
            _ => (
                Momentum(MomentumSchedule.Cosine) with
                {
                    Schedule = schedule,
                },
                "The momentum of the steps taken follows from the number of all steps. "
            ),
        };

        var refused = ((Action)(() => GoOn(declared))).Should().Throw<InputException>().Which.Problems;

        refused
            .Should()
            .HaveCount(3)
            .And.HaveElementAt(1, "  epochs: 2 then, 9 now")
            .And.Subject.Last()
            .Should()
            .StartWith($"  {reason}To train on with the weights and a new schedule: train ")
            .And.Contain("DecayEpochs = n)]");
        refused[2].Contains("MomentumSchedule.Constant", StringComparison.Ordinal).Should().Be(what == "momentum");
    }

    [Fact]
    public void Resume_ConstantMomentum_IsNoObstacle() =>
        GoOn(
            Momentum(MomentumSchedule.Constant) with
            {
                Schedule = new CosineScheduleModel(0, 1, 0) { DecayEpochs = 1 },
            }
        )
            .Settings.Epochs.Should()
            .Be(9);

    private static ExperimentModel Momentum(MomentumSchedule schedule) =>
        ModelBuilder.Clothes() with
        {
            Method = new MoCoModel(Symmetric: false, Version: 2)
            {
                Memory = new(new MomentumModel(0.99, 1, schedule, TargetStart.Copy)),
            },
        };

    /// <summary>A run of two epochs that has no checkpoint yet, and is asked to have nine.</summary>
    private RunRecord GoOn(ExperimentModel model)
    {
        var settings = new RunSettings { Epochs = 2, Output = folder.Output };
        var begun = new RunRecord("Stripes", settings, 1, RunFingerprint.Of(settings, model), []);
        return new ResumedRun(begun, new Overrides { Epochs = 9 }, model).GoingOn([], TextWriter.Null);
    }

    private static void Train(ExperimentDefinition declared, StripesFolder into, params string[] options)
    {
        var run = Invocation.Of(
            [declared],
            ["train", "Stripes", "--data", into.Data, "--out", into.Output, "--threads", "1", "--no-report", .. options]
        );
        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
    }

    private Invocation Resume(ExperimentDefinition declared, params string[] options) =>
        Invocation.Of([declared], ["train", "--resume", folder.Output, "--no-report", .. options]);

    /// <summary>Compares with a run that was never anything else.</summary>
    private void ShouldHaveTheBitsOf(ExperimentDefinition declared, params string[] options)
    {
        Train(declared, other, options);

        Path.GetFileName(Checkpoint.Latest(folder.Output))
            .Should()
            .Be(Path.GetFileName(Checkpoint.Latest(other.Output)));
        File.ReadAllBytes(Model(folder)).Should().Equal(File.ReadAllBytes(Model(other)));
        Metrics(folder).Should().Equal(Metrics(other)).And.NotBeEmpty();
    }

    private static string Model(StripesFolder run) =>
        Path.Combine(Checkpoint.Latest(run.Output)!, Checkpoint.ModelFile);

    /// <summary>Every line of steps as it is, and of epochs what is not time.</summary>
    private static string[] Metrics(StripesFolder run) =>
        [
            .. MetricsLog
                .Read(run.Output)
                .Where(line => !line.TryGetProperty(MetricsLog.ScoreKey, out _))
                .Select(line =>
                    line.TryGetProperty("epoch", out _)
                        ? string.Join(' ', new[] { "epoch", "step", "loss", "learning_rate" }.Select(Of(line)))
                        : line.GetRawText()
                ),
        ];

    private static Func<string, string> Of(JsonElement line) => name => line.GetProperty(name).GetRawText();

    private string?[] Names() =>
        [
            .. Directory
                .GetDirectories(Path.Combine(folder.Output, "checkpoints"))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal),
        ];
}
