using ContrastiveDsl.Training;
using Microsoft.Extensions.Logging;

namespace ContrastiveDsl.Records;

/// <summary>
/// Writes how a run goes on to a logger: its start, its epochs and checkpoints, and in between a line now and then.
/// </summary>
/// <param name="logger">The logger.</param>
/// <param name="interval">The time between two lines of steps; a minute if none is given.</param>
/// <param name="time">The clock; that of the system if none is given.</param>
public sealed partial class LoggedProgress(ILogger logger, TimeSpan? interval = null, TimeProvider? time = null)
    : ITrainingProgress
{
    private readonly Pace pace = new(interval ?? TimeSpan.FromMinutes(1), time ?? TimeProvider.System);
    private int epochs;
    private long total;

    /// <inheritdoc/>
    public void RunStarted(RunStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        (epochs, total) = (start.Settings.Epochs, start.TotalSteps);
        pace.Restart();
        Started(logger, start.Experiment, start.Position.Step, total, start.Settings.Output);
    }

    /// <inheritdoc/>
    public void StepCompleted(StepReport step)
    {
        // Reading the loss waits for the device, so only for who listens.
        if (logger.IsEnabled(LogLevel.Information) && pace.IsDue())
        {
            Stepped(logger, step.Position.Step, total, step.ReadLoss(), step.LearningRate, step.ImagesPerSecond);
        }
    }

    /// <inheritdoc/>
    public void EpochCompleted(EpochReport epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        pace.Restart();
        Completed(logger, epoch.Epoch, epochs, epoch.Loss, epoch.LearningRate, epoch.ImagesPerSecond, epoch.Seconds);
    }

    /// <inheritdoc/>
    public void CheckpointSaved(string folder) => Saved(logger, folder);

    /// <inheritdoc/>
    public void Warned(string message) => Warning(logger, message);

    /// <inheritdoc/>
    public void Preparing(string what, double done)
    {
        if (pace.IsDue())
        {
            Prepared(logger, what, done);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Experiment} starts at step {Step} of {TotalSteps} in {Output}")]
    private static partial void Started(ILogger logger, string experiment, long step, long totalSteps, string? output);

    [LoggerMessage(
        2,
        LogLevel.Information,
        "Step {Step} of {TotalSteps}: loss {Loss}, learning rate {LearningRate}, {ImagesPerSecond} images/s"
    )]
    private static partial void Stepped(
        ILogger logger,
        long step,
        long totalSteps,
        double loss,
        double learningRate,
        double imagesPerSecond
    );

    [LoggerMessage(
        3,
        LogLevel.Information,
        "Epoch {Epoch} of {Epochs}: loss {Loss}, learning rate {LearningRate}, {ImagesPerSecond} images/s, {Seconds} s"
    )]
    private static partial void Completed(
        ILogger logger,
        int epoch,
        int epochs,
        double loss,
        double learningRate,
        double imagesPerSecond,
        double seconds
    );

    [LoggerMessage(4, LogLevel.Information, "Checkpoint {Folder}")]
    private static partial void Saved(ILogger logger, string folder);

    [LoggerMessage(5, LogLevel.Warning, "{Message}")]
    private static partial void Warning(ILogger logger, string message);

    [LoggerMessage(6, LogLevel.Information, "{Work}: {Done:P0}")]
    private static partial void Prepared(ILogger logger, string work, double done);
}
