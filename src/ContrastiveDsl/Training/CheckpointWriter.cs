using System.Runtime.ExceptionServices;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Training;

/// <summary>
/// Writes checkpoints of a run on a thread of its own, one at a time, while the training goes on.
/// </summary>
/// <param name="runFolder">The run's folder.</param>
/// <param name="keep">How many of the latest checkpoints stay; 0 keeps all.</param>
internal sealed class CheckpointWriter(string runFolder, int keep) : IDisposable
{
    private Task<Result>? writing;

    /// <summary>Whether a snapshot is being written, or waits to be asked for by <see cref="Collect"/>.</summary>
    internal bool IsBusy => writing is not null;

    /// <summary>Begins to write a snapshot, which is disposed of in the end.</summary>
    /// <param name="pending">What to write.</param>
    /// <exception cref="InvalidOperationException">Another one has not been collected.</exception>
    internal void Begin(PendingCheckpoint pending)
    {
        if (writing is not null)
        {
            throw new InvalidOperationException("One snapshot at a time: collect the one before first.");
        }

        writing = Task.Factory.StartNew(
            () => Write(pending),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    /// <summary>What became of a snapshot; null while none is done.</summary>
    /// <param name="wait">Whether to wait for the one in flight.</param>
    /// <exception cref="Exception">What went wrong, other than that the disk refused.</exception>
    internal Result? Collect(bool wait)
    {
        if (writing is null || (!wait && !writing.IsCompleted))
        {
            return null;
        }

        var done = writing;
        // Waits, and leaves what it threw for below.
        Task.WaitAny(done);
        writing = null;
        if (done.Exception is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure.InnerExceptions[0]);
        }

        return done.Result;
    }

    /// <summary>Waits for a snapshot in flight, whatever becomes of it.</summary>
    public void Dispose()
    {
        try
        {
            writing?.Wait();
        }
        catch (AggregateException)
        {
            // Whoever disposes without having asked is on the way out for another reason.
        }
    }

    private Result Write(PendingCheckpoint pending)
    {
        using var snapshot = pending.Snapshot;
        if (FiniteCheck.FirstBad(snapshot.Tensors) is { } key)
        {
            return new Result(pending, Folder: null, Problem: null, NotFinite: key);
        }

        string? folder = null;
        try
        {
            folder = Checkpoint.Write(runFolder, pending.Step, snapshot.Tensors, pending.Numbers());
            pending.Best?.Write(runFolder);
            if (keep > 0)
            {
                Checkpoint.Prune(
                    runFolder,
                    keep,
                    [.. new[] { pending.Best?.Step, pending.BeforeDecay }.OfType<long>()]
                );
            }

            return new Result(pending, folder, Problem: null, NotFinite: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Result(pending, folder, exception.Message, NotFinite: null);
        }
    }

    /// <summary>What became of a snapshot.</summary>
    /// <param name="Pending">What was to be written.</param>
    /// <param name="Folder">The checkpoint's folder; null if there is none.</param>
    /// <param name="Problem">
    /// Why the disk refused, where there is a folder only what follows a checkpoint; null if it did not.
    /// </param>
    /// <param name="NotFinite">The key of values that are not finite numbers; nothing was written then.</param>
    internal sealed record Result(PendingCheckpoint Pending, string? Folder, string? Problem, string? NotFinite);
}
