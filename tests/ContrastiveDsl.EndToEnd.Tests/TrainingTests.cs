using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Declared, generated, compiled experiments on real images.</summary>
public sealed class TrainingTests
{
    /// <summary>
    /// The experiments that are trained here: the tiny ones of every method, and the example's first, whose networks
    /// are as large as a user's.
    /// </summary>
    internal static IEnumerable<ExperimentDefinition> Trained =>
        Experiments.All.Where(found =>
            found.Model.Type.Name == nameof(FashionMnist.ClothesSimClr)
            || found.Model.Type.Qualified.StartsWith(typeof(TinySimClr).Namespace!, StringComparison.Ordinal)
        );

    public static TheoryData<string> ExperimentNames => new(Trained.Select(found => found.Model.Type.Name));

    [ImagesTheory]
    [MemberData(nameof(ExperimentNames))]
    public void Train_FewSteps_LowersTheLoss(string name)
    {
        const int Steps = SharedTraining.ObservedSteps;
        var losses = SharedTraining.Observed(name).Losses;

        // First keys of a queue are random directions, which are easy to tell from real ones, and first entries of a
        // bank, unless it is filled, tell nothing of their images: what is learned shows once both are full, a bank
        // after an epoch.
        var model = Definition(name).Model;
        var filled =
            model.Queue is { } queue ? (queue.Size + SharedTraining.BatchSize - 1) / SharedTraining.BatchSize
            : model.Bank is { Fill: false } ? Steps
            : 0;
        losses
            .Skip(filled)
            .Take(Steps)
            .Average()
            .Should()
            .BeGreaterThan(
                losses.TakeLast(Steps).Average() + 0.05,
                "the means of the epochs are {0}",
                string.Join(", ", losses.Chunk(Steps).Select(epoch => $"{epoch.Average():F3}"))
            );
    }

    [ImagesTheory]
    [MemberData(nameof(ExperimentNames))]
    public void Train_SameSeed_IsTheSameToTheBit(string name) =>
        Bits.ShouldEqual(SharedTraining.TrainShortly(name), SharedTraining.BitsOf(name));

    [ImagesFact]
    public void Train_OtherSeed_Differs()
    {
        const string Weight = "encoder.conv1.weight";
        SharedTraining
            .TrainShortly(nameof(TinySimClr), seed: 8)[Weight]
            .Should()
            .NotEqual(SharedTraining.BitsOf(nameof(TinySimClr))[Weight]);
    }

    [ImagesTheory]
    [MemberData(nameof(ExperimentNames))]
    public void Train_EveryStep_LeavesNoTensorAlive(string name)
    {
        var alive = SharedTraining.Observed(name).Alive;

        // Counted inside the step's scope, so each count has the step's own tensors; it must not grow from step to
        // step.
        alive.Should().HaveCount(SharedTraining.ObservedSteps);
        alive.Skip(1).Distinct().Should().ContainSingle();
    }

    [ImagesTheory]
    [MemberData(nameof(ExperimentNames))]
    public void Train_StoppedAndResumed_IsTheSameToTheBit(string name) =>
        StoppedTraining.ShouldEndAsIfNeverStopped(name, stop: 2);

    [Fact]
    public void Definition_OfNoExperiment_NamesWhatIsMissing()
    {
        var act = () => Definition("TinyNothing");

        act.Should().Throw<ArgumentException>().WithMessage("*'TinyNothing'*");
    }

    internal static ExperimentDefinition Definition(string name) =>
        Experiments.All.SingleOrDefault(found => found.Model.Type.Name == name)
        ?? throw new ArgumentException($"These tests declare no experiment '{name}'.", nameof(name));

    internal static RunSettings Settings(
        ExperimentDefinition definition,
        int epochs,
        int batchSize,
        long? seed = null
    ) => definition.Defaults with { Epochs = epochs, BatchSize = batchSize, Seed = seed ?? definition.Defaults.Seed };

    /// <summary>
    /// Trains in batches of 64 and lets a test look at the experiment before the first and after every step.
    /// </summary>
    internal static IExperiment Train(
        string name,
        int images,
        int epochs,
        Action<IExperiment>? started = null,
        Action<IExperiment, StepReport>? stepped = null
    )
    {
        var definition = Definition(name);
        var settings = Settings(definition, epochs, batchSize: 64);
        using var set = RealImages.Train(images);
        var experiment = definition.Create(settings);
        started?.Invoke(experiment);
        using var run = TrainingRun.Start(
            name,
            settings,
            stepped is null ? null : new Listener(step => stepped(experiment, step))
        );
        experiment.Train(set, run);
        return experiment;
    }
}
