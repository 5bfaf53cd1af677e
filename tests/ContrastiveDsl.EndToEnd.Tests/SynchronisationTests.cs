using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Testing;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>Nothing in a step waits for the device.</summary>
public sealed class SynchronisationTests
{
    private static readonly string[] Waiting = ["_local_scalar_dense", "nonzero", "masked_select", "unique", "_unique2", "is_nonzero", "equal"];

    public static TheoryData<string> ExperimentNames => TrainingTests.ExperimentNames;

    [RecorderTheory]
    [MemberData(nameof(ExperimentNames))]
    public void Step_OfEveryExperiment_CallsNoOperatorThatWaits(string name)
    {
        var operators = RecordOneStep(name);
        operators.Should().Contain(found => Short(found).EndsWith("_backward", StringComparison.Ordinal), "a whole step was recorded");
        WithTheirCallers(operators.Select(Short).ToList()).Should().BeEmpty();
    }

    [RecorderFact]
    public void Recorder_ReadingAScalar_SeesTheOperatorThatWaits()
    {
        using var recorder = new OperatorRecorder();
        using var value = TorchSharp.torch.ones(1);
        value.item<float>().Should().Be(1);
        recorder.Operators.Select(Short).Should().Contain("_local_scalar_dense");
    }

    private static IReadOnlyList<string> RecordOneStep(string name)
    {
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, epochs: 1, batchSize: 64);
        using var images = RealImages.Train(256);
        using var experiment = definition.Create(settings);
        OperatorRecorder? recorder = null;
        IReadOnlyList<string> operators = [];
        using var run = TrainingRun.Start(name, settings, new Listener(step =>
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
        }));
        experiment.Train(images, run);
        return operators;
    }

    /// <summary>Every operator that waits, with the operators that began just before it: one of them called it.</summary>
    private static IEnumerable<string> WithTheirCallers(List<string> operators) => operators
        .Select((name, index) => (name, index))
        .Where(found => Waiting.Contains(found.name))
        .Select(found => string.Join(" > ", operators.Take(found.index + 1).TakeLast(5)));

    private static string Short(string name) => name[(name.LastIndexOf(':') + 1)..].Split('.')[0];
}
