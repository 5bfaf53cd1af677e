using ContrastiveDsl.Training;
using Spectre.Console;

namespace ContrastiveDsl.Hosting;

/// <summary>One line for each epoch, for files and logs.</summary>
internal sealed class PlainDisplay(IAnsiConsole console) : IProgressDisplay, ITrainingProgress
{
    private int epochs;

    /// <inheritdoc/>
    public void Watch(Action<ITrainingProgress> train) => train(this);

    /// <inheritdoc/>
    public void WatchDecoding(Action<Action<string, double>> decode)
    {
        console.WriteLine("Decoding the images ...");
        decode((_, _) => { });
    }

    /// <inheritdoc/>
    public void WatchScoring(Action<Action<string, double>> score)
    {
        console.WriteLine("Scoring the encoder ...");
        score((_, _) => { });
    }

    /// <inheritdoc/>
    public void WatchWork(string name, Action<Action<double>> work) => work(_ => { });

    /// <inheritdoc/>
    public void RunStarted(RunStart start) => epochs = start.Settings.Epochs;

    /// <inheritdoc/>
    public void StepCompleted(StepReport step) { }

    /// <inheritdoc/>
    public void EpochCompleted(EpochReport epoch) => console.WriteLine(ProgressText.Epoch(epoch, epochs));

    /// <inheritdoc/>
    public void CheckpointSaved(string folder) { }

    /// <inheritdoc/>
    public void Warned(string message) =>
        // Past the console, which would break a line that is longer than it is wide.
        console.Profile.Out.Writer.WriteLine($"warning: {message}");
}
