using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.Testing;
using ContrastiveDsl.Tests.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Evaluation;

/// <summary>
/// Which operators a probe runs. The recorder sees all threads, hence no other test may run meanwhile.
/// </summary>
public sealed class ProbeOperatorTests
{
    [RecorderFact]
    public void Train_MoreSteps_WaitsForTheDeviceNoOftener()
    {
        using var scope = NewDisposeScope();

        var few = Waits(steps: 20);
        var many = Waits(steps: 200);

        many.Should().Equal(few).And.HaveCountLessThan(10);
    }

    private static IReadOnlyList<string> Waits(int steps)
    {
        var set = LinearProbeTests.Blobs(64, classes: 3, distance: 1);
        var options = new ProbeOptions
        {
            BatchSize = 16,
            Epochs = 1,
            MinimumSteps = steps,
        };
        using var recorder = new OperatorRecorder();

        SoftmaxRegressions.Train(set, 3, options.Settings, options, new RandomSource(1));

        recorder.Operators.Count(name => name == "aten::softmax").Should().Be(steps);
        return HiddenWaits.Among(recorder.Operators);
    }
}
