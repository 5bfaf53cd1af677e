using System.Globalization;
using System.Text.Json;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Language;
using ContrastiveDsl.Memory;
using ContrastiveDsl.Native;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Training;

/// <summary>What a run sees of itself while it trains.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Train_ALossThatIsNoNumberAtStepTenOf390_StopsWithinTwentySteps(double bad)
    {
        var settings = new RunSettings
        {
            Epochs = 1,
            BatchSize = 2,
            Seed = 3,
            CheckpointSteps = 4,
            Output = folder["run"],
        };
        using var images = TinyExperiment.Images(780);
        using var run = TrainingRun.Start("Tiny", settings);
        TinyExperiment? experiment = null;
        experiment = new TinyExperiment(settings)
        {
            // Checkpoints of steps 4 and 8 whatever the disk takes: one of step 9 would find the weights first.
            BeforeStep = _ => run.WaitForCheckpoint(),
            AfterUpdate = step =>
            {
                if (step == 8)
                {
                    using var noGrad = no_grad();
                    experiment!.Flats[0].fill_(bad);
                }
            },
        };
        using (experiment)
        {
            var train = () => experiment.Train(images, run);

            train
                .Should()
                .Throw<TrainingDivergedException>()
                .WithMessage("The loss of step 10 is *learning rate of*latest checkpoint*step-00000008*");
        }

        run.Step.Should().BeLessThanOrEqualTo(30);
        Steps(folder["run"]).Should().BeEquivalentTo([4, 8]);
    }

    /// <summary>A step's loss comes before its own rate.</summary>
    [Theory]
    [InlineData(0, 0, "The loss of step 2 is NaN*: no weight had moved yet, so it is not the learning rate. Look at*")]
    [InlineData(0, 0.1, "The loss of step 2 is NaN*: no weight had moved yet*")]
    [InlineData(0.1, 0, "The loss of step 2 is NaN, with a learning rate of 0: lower the peak learning rate or *")]
    public void CompleteStep_LossThatIsNoNumber_BlamesARateThatMovedSomething(
        double first,
        double second,
        string message
    )
    {
        using var run = TrainingRun.Start("Tiny", new RunSettings { BatchSize = 8 });
        run.Begin(30);
        var steps = () =>
        {
            run.CompleteStep(ones(1), first);
            for (var i = 0; i < 29; i++)
            {
                run.CompleteStep(full(1, double.NaN), second);
            }
        };

        steps.Should().Throw<TrainingDivergedException>().WithMessage(message);
    }

    [Fact]
    public void CompleteStep_GradientsThatAreNoNumbers_NamesThem()
    {
        using var run = TrainingRun.Start("Tiny", new RunSettings { BatchSize = 8 });
        using var linear = nn.Linear(2, 2);
        using var parameters = new ContrastiveDsl.Optimization.ParameterSet(linear);
        run.Begin(30);
        parameters.Weights.FlatGradient!.fill_(double.NaN);
        var steps = () =>
        {
            for (var i = 0; i < 30; i++)
            {
                run.CompleteStep(ones(1), 0.1, parameters);
            }
        };

        steps.Should().Throw<TrainingDivergedException>().WithMessage("The norm of the gradients of step 1 is NaN*");
        run.Step.Should().BeLessThanOrEqualTo(20);
    }

    [Fact]
    public void Watch_InSomeSteps_IsInTheLinesOfThose()
    {
        using var experiment = new TinyExperiment(new RunSettings { BatchSize = 8 });
        using var queue = new NegativeQueue(20, 4, new RandomSource(1), CPU);
        using var run = TrainingRun.Start("Tiny", new RunSettings { BatchSize = 8, Output = folder["run"] });
        using var linear = nn.Linear(2, 2);
        using var parameters = new ContrastiveDsl.Optimization.ParameterSet(linear);
        parameters.Weights.View(parameters.Weights.FlatGradient!, 0).fill_(1.5);
        run.Begin(10);
        for (var i = 0; i < 10; i++)
        {
            run.Watch(eye(4), eye(4), queue);
            queue.Enqueue(eye(4));
            run.CompleteStep(ones(1), 0.1, parameters);
        }

        run.CompleteEpoch(experiment);

        var lines = Lines(folder["run"]).Where(line => !line.TryGetProperty("epoch", out _)).ToArray();
        lines.Should().HaveCount(10).And.OnlyContain(line => line.GetProperty("gradient_norm").GetDouble() == 3);
        var measured = lines.Where(line => line.TryGetProperty("effective_rank", out _)).ToArray();
        measured.Select(line => line.GetProperty("step").GetInt64()).Should().Equal(2, 4, 6, 8, 10);
        measured.Select(line => line.GetProperty("queue_age").GetInt64()).Should().Equal(1, 3, 5, 5, 5);
        measured
            .Should()
            .OnlyContain(line => line.GetProperty("positive_similarity").GetDouble() == 1)
            .And.OnlyContain(line => Math.Abs(line.GetProperty("effective_rank").GetDouble() - 4) < 0.001);
    }

    [Fact]
    public void StopRequested_BetweenTwoQuestions_WaitsForTheNextStep()
    {
        using var run = TrainingRun.Start("Tiny", new RunSettings { BatchSize = 8 });
        run.Begin(3);
        run.CompleteStep(ones(1), 0.1);

        run.CheckpointDue.Should().BeFalse();
        run.RequestStop();
        run.StopRequested.Should().BeFalse("there would be no checkpoint of it");

        run.CompleteStep(ones(1), 0.1);
        run.CheckpointDue.Should().BeTrue();
        run.StopRequested.Should().BeTrue();
    }

    [Fact]
    public void Post_NumbersThatChangeAfterwards_ArriveAsTheyWere()
    {
        using var mail = new HostMail();
        var numbers = arange(3, ScalarType.Float32);
        mail.Post(7, numbers);
        numbers.zero_();
        mail.Post(8, numbers);
        var found = new List<(long, float[])>();

        while (mail.TryTake((date, values) => found.Add((date, values.ToArray())))) { }

        found.Select(letter => letter.Item1).Should().Equal(7, 8);
        found[0].Item2.Should().Equal(0, 1, 2);
        found[1].Item2.Should().Equal(0, 0, 0);
    }

    [Fact]
    public void Post_FewerNumbersThanBefore_Arrive()
    {
        using var mail = new HostMail();
        var found = new List<int>();

        foreach (var count in new[] { 5, 2, 2, 7 })
        {
            mail.Post(count, ones(count));
            mail.TryTake((_, values) => found.Add(values.Length)).Should().BeTrue();
        }

        found.Should().Equal(5, 2, 2, 7);
    }

    [Fact]
    public void Judge_OneBadMeasurement_IsNoCollapse()
    {
        var guard = new CollapseGuard(new HealthFacts(0.1, 2, "Try."), chance: null, stepsPerEpoch: 4);
        var (sick, well) = (Figures(0.01), Figures(0.9));

        guard.Judge(2, sick).Should().BeNull();
        guard.Judge(3, well).Should().BeNull();
        guard.Judge(4, sick).Should().BeNull();
        guard.Judge(5, sick).Should().Match("After step 6 the embeddings collapse*0.010*Try.*");
        guard.Judge(6, sick).Should().BeNull("it was told");
        guard.Collapse.Should().NotBeNull();
    }

    [Theory]
    [InlineData(0.5, 1.2, null, "*lie on a line*1.2 of 8*")]
    [InlineData(0.5, 4, 1.9, "*drifted apart: alignment 1.90*")]
    public void Judge_OtherFaults_AreNamed(double deviation, double rank, double? alignment, string message)
    {
        var guard = new CollapseGuard(new HealthFacts(0.1, 2, "Try.") { Alignment = 1.6 }, null, stepsPerEpoch: 2);
        var figures = Figures(deviation) with { EffectiveRank = rank, PositiveSimilarity = 1 - (alignment / 2) };

        guard.Judge(1, figures).Should().BeNull();
        guard.Judge(2, figures).Should().Match(message);
    }

    [Theory]
    [InlineData(6.2, 0.01, "*the loss is 6.2000*(6.2364)*")]
    [InlineData(5.9, 0.01, null)]
    [InlineData(5.9, 1e-7, "*weights have changed by 1E-07*")]
    public void JudgeEpoch_OfALoss_ComparesItWithChance(double loss, double movement, string? message)
    {
        var guard = new CollapseGuard(new HealthFacts(0.1, 2, "Try."), Math.Log(511), stepsPerEpoch: 60);

        var warning = guard.JudgeEpoch(Enumerable.Repeat((float)loss, 60).ToArray(), movement, 0.1);

        if (message is null)
        {
            warning.Should().BeNull();
        }
        else
        {
            warning.Should().Match(message);
        }
    }

    /// <summary>Movement is counted from the weights behind the first step, so a single step tells none.</summary>
    [Theory]
    [InlineData(1, null)]
    [InlineData(2, 0.0)]
    public void Movement_OfWeightsThatStandStill_IsKnownFromTwoSteps(int steps, double? movement)
    {
        using var linear = nn.Linear(2, 2);
        using var parameters = new ContrastiveDsl.Optimization.ParameterSet(linear);
        using var history = new LossHistory(steps, CPU);
        using var watch = new RunWatch(steps, watchesWeights: true);
        for (var step = 0; step < steps; step++)
        {
            history.Record(step, ones(1), gradientNorm: null, learningRate: 0.1);
            watch.Look(step, history, [parameters]);
        }

        watch.TakeSums();

        watch.Movement.Should().Be(movement);
    }

    private static EmbeddingFigures Figures(double deviation) => new(deviation, 5, 8, -2, 0.9, 0.1);

    private static IEnumerable<JsonElement> Lines(string run) =>
        File.ReadLines(Path.Combine(run, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement);

    private static IEnumerable<int> Steps(string run) =>
        Directory
            .GetDirectories(Path.Combine(run, "checkpoints"), "step-*")
            .Select(path => int.Parse(Path.GetFileName(path)["step-".Length..], CultureInfo.InvariantCulture));
}
