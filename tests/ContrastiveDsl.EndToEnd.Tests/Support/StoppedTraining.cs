using ContrastiveDsl.Training;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>A run that is stopped, saved and resumed ends where one ends that nothing stopped.</summary>
internal static class StoppedTraining
{
    /// <summary>Trains both ways, and compares everything that a checkpoint holds to the bit.</summary>
    /// <param name="name">The experiment.</param>
    /// <param name="stop">The step, of two epochs of three, after which a stop is asked for.</param>
    public static void ShouldEndAsIfNeverStopped(string name, int stop)
    {
        using var folder = new TemporaryFolder();
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, SharedTraining.Epochs, SharedTraining.BatchSize) with
        {
            Output = folder["run"],
        };
        using var set = RealImages.Train(SharedTraining.Images);
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
        again.Step.Should().Be(SharedTraining.Epochs * SharedTraining.Images / SharedTraining.BatchSize);
        Bits.ShouldEqual(Bits.Of(resumed), SharedTraining.BitsOf(name));
    }
}
