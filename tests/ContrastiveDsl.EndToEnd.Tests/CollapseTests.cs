using ContrastiveDsl.EndToEnd.Tests.Sick;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>What is sick is told within its first epoch, and nothing else is.</summary>
public sealed class CollapseTests
{
    public static TheoryData<string> ExperimentNames => TrainingTests.ExperimentNames;

    [ImagesTheory]
    [MemberData(nameof(ExperimentNames))]
    public void Train_OfAHealthyExperiment_WarnsOfNothing(string name)
    {
        SharedTraining.Observed(name).Warnings.Should().BeEmpty();
    }

    [ImagesTheory]
    [InlineData(nameof(SlowSimClr), "*8 steps at a learning rate of up to 1E-09*weights have changed by*Raise the*")]
    [InlineData(nameof(ConstantSimClr), "*embeddings collapse: a component deviates by 0.000*effective rank 1.0 of 8*")]
    [InlineData(nameof(IdentitySimSiam), "*embeddings collapse*predictor a hidden layer*")]
    [InlineData(nameof(IdentityByol), "*embeddings collapse*raise the target's momentum*")]
    public void Train_OfASickExperiment_WarnsWithinTheFirstEpoch(string name, string warning)
    {
        Warnings(name).Should().ContainMatch(warning);
    }

    [ImagesFact]
    public void Train_ThatStopsOnCollapse_SavesAndStops()
    {
        using var folder = new TemporaryFolder();
        var definition = TrainingTests.Definition(nameof(ConstantSimClr));
        var settings = TrainingTests.Settings(definition, epochs: 2, batchSize: 64) with
        {
            Output = folder["run"],
            StopOnCollapse = true,
        };
        using var images = RealImages.Train(512);
        using var experiment = definition.Create(settings);
        using var run = TrainingRun.Start(definition.Name, settings);

        experiment.Train(images, run);

        run.Collapse.Should().NotBeNull();
        run.Step.Should().BeLessThan(8);
        run.Dispose();
        Checkpoint.Latest(folder["run"]).Should().EndWith($"step-{run.Step:D8}");
    }

    /// <summary>The warnings of an epoch of eight steps.</summary>
    private static List<string> Warnings(string name)
    {
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, epochs: 1, batchSize: 64);
        var warnings = new List<string>();
        using var images = RealImages.Train(512);
        using var experiment = definition.Create(settings);
        using var run = TrainingRun.Start(name, settings, new Listener(_ => { }) { OnWarning = warnings.Add });
        experiment.Train(images, run);
        return warnings;
    }
}
