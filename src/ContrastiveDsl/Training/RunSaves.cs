using System.Diagnostics;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Training;

/// <summary>
/// When a run saves, and what became of it: checkpoints that are due, the one in flight, the best one, and a disk that
/// refuses.
/// </summary>
internal sealed class RunSaves : IDisposable
{
    private const string IdName = "id";
    private readonly string folder;
    private readonly RunSettings settings;
    private readonly long id;
    private readonly ITrainingProgress? progress;
    private readonly CheckpointWriter writer;
    private readonly Stopwatch sinceLast = Stopwatch.StartNew();
    private long lastStep;
    private bool isRefused;
    private BestCheckpoint? best;
    private BestCheckpoint? candidate;
    private volatile bool requested;
    private (long Length, long Hash) metricsBefore;

    /// <param name="settings">Those of the run, with a folder.</param>
    /// <param name="id">What tells the run from every other.</param>
    /// <param name="progress">Who is told of checkpoints and of refusals.</param>
    internal RunSaves(RunSettings settings, long id, ITrainingProgress? progress)
    {
        folder = settings.Output!;
        this.settings = settings;
        this.id = id;
        this.progress = progress;
        writer = new CheckpointWriter(folder, settings.KeepCheckpoints);
        Metrics = new MetricsLog(Path.Combine(folder, MetricsLog.FileName));
    }

    /// <summary>The file of metrics.</summary>
    internal MetricsLog Metrics { get; }

    /// <summary>
    /// The step whose checkpoint stays because the run can be made longer from there, once the rate has fallen; null
    /// where there is no such step.
    /// </summary>
    internal long? BeforeDecay { get; set; }

    /// <summary>Whether a checkpoint is due after a step; cheap enough to be asked after each.</summary>
    internal bool IsDue(long step) =>
        // A good state is gone after the next step; what else is due waits for the one in flight.
        candidate?.Step == step
        || (!writer.IsBusy && (requested || IsOver(step)));

    /// <summary>Makes a checkpoint due. From any thread.</summary>
    internal void Request() => requested = true;

    /// <summary>Notes how good the state of a step is.</summary>
    internal void Rate(BestCheckpoint rated)
    {
        if (BestCheckpoint.Better(BestCheckpoint.Better(best, candidate), rated) == rated)
        {
            candidate = rated;
        }
    }

    /// <summary>Copies the state and begins to write it. The one before must have been collected.</summary>
    internal void Begin(long step, StateWriter state)
    {
        (requested, lastStep) = (false, step);
        sinceLast.Restart();
        // One of an earlier step was rated, but not saved.
        var better = candidate?.Step == step ? BestCheckpoint.Better(best, candidate) : best;
        candidate = null;
        BestCheckpoint.Save(state.Scope(RunState.Name), better);
        writer.Begin(
            new PendingCheckpoint(step, StateSnapshot.Of(state), better, BeforeDecay, Metrics, Metrics.Length)
        );
    }

    /// <summary>Asks what became of the snapshot in flight.</summary>
    /// <param name="wait">Whether to wait for it.</param>
    /// <param name="mustLast">Whether the run ends with it.</param>
    /// <returns>The result; null while there is none.</returns>
    /// <exception cref="IOException">The run ends with it, and the disk refuses.</exception>
    internal CheckpointWriter.Result? Collect(bool wait, bool mustLast)
    {
        if (writer.Collect(wait) is not { } result)
        {
            return null;
        }

        if (Problem(result) is { } problem)
        {
            Refused(problem, mustLast: mustLast && !IsTidying(result));
        }
        else
        {
            isRefused = false;
        }

        if (result.Folder is { } written)
        {
            best = result.Pending.Best;
            progress?.CheckpointSaved(written);
        }

        return result;
    }

    /// <summary>What the state of a run has besides its position.</summary>
    internal void Save(StateWriter state) => state.Number(IdName, id);

    /// <summary>Reads what <see cref="Begin(long, StateWriter)"/> and <see cref="Save"/> wrote.</summary>
    /// <exception cref="StateException">The checkpoint is another run's.</exception>
    internal void Load(StateReader state)
    {
        if (state.Integer(IdName) != id)
        {
            throw new StateException(
                $"The latest checkpoint in '{folder}' is of another run than {RunFolder.SettingsFile} there: bring back the files that belong together."
            );
        }

        lastStep = state.Integer("step");
        best = BestCheckpoint.Load(state, folder, lastStep);
        metricsBefore = (state.Integer("metrics_length"), state.Integer("metrics_hash"));
    }

    /// <summary>
    /// Says that a run begins anew though it had come past an epoch, after which there should have been a checkpoint.
    /// </summary>
    internal void SayWhatIsLost()
    {
        var epochs = MetricsLog.Epochs(folder);
        if (epochs > 0)
        {
            var done = epochs == 1 ? "an epoch" : FormattableString.Invariant($"{epochs} epochs");
            progress?.Warned(
                $"'{folder}' has no checkpoint, though {MetricsLog.FileName} tells of {done}: checkpoints were deleted, or could not be saved. The run begins anew, and that file with it."
            );
        }
    }

    /// <summary>
    /// Takes the folder back to the checkpoint that was read: the metrics are cut to what was written before it, or to
    /// nothing without one, and checkpoints after it are out of the way.
    /// </summary>
    /// <exception cref="StateException">What is left of the metrics is not as it was written.</exception>
    internal void TakeBack()
    {
        var hasMetrics = Metrics.StartsWith(metricsBefore.Length, metricsBefore.Hash);
        if (Checkpoint.TakeBack(folder, lastStep) is not null)
        {
            BestCheckpoint.Rewrite(folder, best);
        }

        // After the checkpoints, whose metrics must last as long as they do.
        Metrics.CutTo(metricsBefore.Length);
        if (!hasMetrics)
        {
            progress?.Warned(
                $"'{Path.Combine(folder, MetricsLog.FileName)}' is gone: it begins anew after the checkpoint."
            );
        }
    }

    /// <summary>Waits for the snapshot in flight.</summary>
    public void Dispose() => writer.Dispose();

    private bool IsOver(long step) =>
        step > lastStep
        && (
            step - lastStep >= settings.CheckpointSteps
            || (settings.CheckpointMinutes > 0 && sinceLast.Elapsed.TotalMinutes >= settings.CheckpointMinutes)
        );

    /// <summary>Whether a checkpoint is saved, and only what follows it was refused.</summary>
    private static bool IsTidying(CheckpointWriter.Result result) => result is { Folder: not null, Problem: not null };

    private string? Problem(CheckpointWriter.Result result) =>
        IsTidying(result)
            ? FormattableString.Invariant(
                $"The checkpoint of step {result.Pending.Step} is saved, but {BestCheckpoint.FileName} cannot be written, or one that is not kept cannot be deleted: {result.Problem!.TrimEnd('.')}."
            )
        : result.Problem is { } problem
            ? FormattableString.Invariant(
                $"The checkpoint of step {result.Pending.Step} cannot be saved: {problem.TrimEnd('.')}."
            )
        : Metrics.Problem is { } refused ? $"{MetricsLog.FileName} cannot be written: {refused.TrimEnd('.')}."
        : null;

    private void Refused(string problem, bool mustLast)
    {
        var latest = Checkpoint.Latest(folder);
        var left = latest is null ? "There is no checkpoint yet" : $"The latest checkpoint is '{latest}'";
        if (mustLast)
        {
            throw new IOException($"{problem} {left}. Set that right, then go on from there.");
        }

        if (!isRefused)
        {
            isRefused = true;
            progress?.Warned($"{problem} {left}. Training goes on, and tries again when the next one is due.");
        }
    }
}
