using ContrastiveDsl.Training;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>A run that is stopped, saved and resumed ends where one ends that nothing stopped.</summary>
internal static class StoppedTraining
{
    private const int BatchSize = 64;
    private const int Epochs = 2;

    /// <summary>Trains both ways, and compares everything that a checkpoint holds to the bit.</summary>
    /// <param name="name">The experiment.</param>
    /// <param name="images">Training images, a multiple of 64.</param>
    /// <param name="stop">The step after which a stop is asked for.</param>
    public static void ShouldEndAsIfNeverStopped(string name, int images, int stop)
    {
        using var folder = new TemporaryFolder();
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, Epochs, BatchSize);
        using var set = RealImages.Train(images);
        using var whole = definition.Create(settings);
        using (var run = TrainingRun.Start(name, settings))
        {
            whole.Train(set, run);
        }

        settings = settings with { Output = folder["run"] };
        using (var stopped = definition.Create(settings))
        {
            TrainingRun? running = null;
            using var run = running = TrainingRun.Start(
                name,
                settings,
                new Listener(step =>
                {
                    if (step.Position.Step == stop)
                    {
                        running!.RequestStop();
                    }
                })
            );
            stopped.Train(set, run);
            run.Step.Should().Be(stop);
        }

        using var again = TrainingRun.Resume(folder["run"]);
        using var resumed = definition.Create(again.Settings);
        again.Restore(resumed).Should().NotBeNull();
        resumed.Train(set, again);
        again.Step.Should().Be(Epochs * images / BatchSize);
        Bits.ShouldEqual(Bits.Of(resumed), Bits.Of(whole));
    }
}
