using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Testing;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Nothing in a step waits for the device.</summary>
public sealed class SynchronizationTests
{
    public static TheoryData<string> ExperimentNames => TrainingTests.ExperimentNames;

    [RecorderTheory]
    [MemberData(nameof(ExperimentNames))]
    public void Step_OfEveryExperiment_CallsNoOperatorThatWaits(string name)
    {
        var operators = RecordOneStep(name);
        operators
            .Should()
            .Contain(found => found.EndsWith("_backward", StringComparison.Ordinal), "a whole step was recorded");
        HiddenWaits.Among(operators).Should().BeEmpty();
    }

    private static IReadOnlyList<string> RecordOneStep(string name)
    {
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, epochs: 1, batchSize: 64);
        using var images = RealImages.Train(256);
        using var experiment = definition.Create(settings);
        OperatorRecorder? recorder = null;
        IReadOnlyList<string> operators = [];
        using var run = TrainingRun.Start(
            name,
            settings,
            new Listener(step =>
            {
                if (step.Position.Step == 2)
                {
                    recorder = new OperatorRecorder();
                }
                else if (step.Position.Step == 3)
                {
                    recorder!.Dispose();
                    operators = [.. recorder.Operators];
                }
            })
        );
        experiment.Train(images, run);
        return operators;
    }
}
