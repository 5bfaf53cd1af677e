using ContrastiveDsl.Tests.Data;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Training;

/// <summary>A loop by hand that forgets to begin.</summary>
public sealed class UnbegunRunTests : IDisposable
{
    private const string Message = "The run has not begun: call Begin before the first step.";
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Steps_BeforeBegin_SayWhatToCall(bool resumed)
    {
        var settings = new RunSettings
        {
            Epochs = 2,
            BatchSize = 8,
            Output = folder["run"],
        };
        using var images = TinyExperiment.Images(16);
        using var experiment = new TinyExperiment(settings);
        if (resumed)
        {
            using var before = TrainingRun.Start("Tiny", settings);
            experiment.Train(images, before);
        }

        using var run = resumed ? TrainingRun.Resume(folder["run"]) : TrainingRun.Start("Tiny", settings);
        if (resumed)
        {
            run.Restore(experiment);
        }

        var calls = new Action[]
        {
            () => run.Watch(ones(2, 2)),
            () => run.CompleteStep(ones(1), 0.1),
            () => run.CompleteEpoch(experiment),
        };
        foreach (var call in calls)
        {
            call.Should().Throw<InvalidOperationException>().WithMessage(Message);
        }
    }
}
