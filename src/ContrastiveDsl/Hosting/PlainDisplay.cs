using ContrastiveDsl.Records;
using ContrastiveDsl.Training;
using Spectre.Console;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// One line for each epoch, for files and logs; and one every few minutes of whatever takes longer, so that it is seen
/// to live.
/// </summary>
/// <param name="console">Where to write.</param>
/// <param name="time">The clock; that of the system if none is given.</param>
internal sealed class PlainDisplay(IAnsiConsole console, TimeProvider? time = null)
    : IProgressDisplay,
        ITrainingProgress
{
    /// <summary>No longer than this is nothing said.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private readonly Pace pace = new(Silence, time ?? TimeProvider.System);
    private TimeLeft timeLeft = new(0);
    private long started;
    private int epochs;

    /// <inheritdoc/>
    public void Watch(Action<ITrainingProgress> train) => train(this);

    /// <inheritdoc/>
    public void WatchDecoding(Action<Action<string, double>> decode)
    {
        console.Tell("Decoding the images ...");
        Watch(decode);
    }

    /// <inheritdoc/>
    public void WatchScoring(Action<Action<string, double>> score)
    {
        console.Tell("Scoring the encoder ...");
        Watch(report => score((features, done) => report($"scoring {features}", done)));
    }

    /// <inheritdoc/>
    public void WatchWork(string name, Action<Action<double>> work) =>
        Watch(report => work(done => report(name, done)));

    /// <inheritdoc/>
    public void RunStarted(RunStart start)
    {
        epochs = start.Settings.Epochs;
        timeLeft = new TimeLeft(start.TotalSteps);
        started = clock.GetTimestamp();
        pace.Restart();
    }

    /// <inheritdoc/>
    public void StepCompleted(StepReport step)
    {
        timeLeft.StepDone(step.Position.Step, clock.GetElapsedTime(started));
        if (pace.IsDue())
        {
            console.Tell(ProgressText.Step(step, step.ReadLoss(), timeLeft.Estimate()));
        }
    }

    /// <inheritdoc/>
    public void EpochCompleted(EpochReport epoch)
    {
        pace.Restart();
        console.Tell(ProgressText.Epoch(epoch, epochs));
    }

    /// <inheritdoc/>
    public void CheckpointSaved(string folder) { }

    /// <inheritdoc/>
    public void Warned(string message) => console.Tell($"warning: {message}");

    /// <inheritdoc/>
    public void Preparing(string what, double done) => Tell(what, done);

    private void Tell(string words, double done)
    {
        if (pace.IsDue())
        {
            console.Tell($"{words}: {Say.Fixed(100 * done, 0)} % done");
        }
    }

    /// <summary>Does work that may be reported from several threads.</summary>
    private void Watch(Action<Action<string, double>> work)
    {
        var gate = new Lock();
        pace.Restart();
        work(
            (words, done) =>
            {
                lock (gate)
                {
                    Tell(words, done);
                }
            }
        );
    }
}
