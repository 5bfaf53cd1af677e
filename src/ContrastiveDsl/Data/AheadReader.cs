using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace ContrastiveDsl.Data;

/// <summary>
/// Reads batches on a thread of its own while the training is at an earlier one: a few ahead and no more, always in
/// their order.
/// </summary>
internal sealed class AheadReader : IDisposable
{
    /// <summary>Batches that wait to be taken; one more is being read, and one is in use.</summary>
    private const int Waiting = 2;

    private readonly BlockingCollection<(Batch Batch, HostBatch Images)> batches = new(Waiting);
    private readonly CancellationTokenSource stopped = new();
    private readonly Thread thread;
    private ExceptionDispatchInfo? failure;

    /// <summary>Begins to read.</summary>
    /// <param name="order">The batches, enumerated on the other thread.</param>
    /// <param name="read">Reads the images of one of them.</param>
    public AheadReader(IEnumerable<Batch> order, Func<Batch, HostBatch> read)
    {
        thread = new Thread(() => Read(order, read)) { IsBackground = true, Name = "images ahead" };
        thread.Start();
    }

    /// <summary>How long <see cref="Next"/> has waited in all.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>The next batch, and its images, which are the caller's to dispose; null after the last.</summary>
    /// <exception cref="Exception">What went wrong while reading it.</exception>
    public (Batch Batch, HostBatch Images)? Next()
    {
        var start = Stopwatch.GetTimestamp();
        var found = batches.TryTake(out var next, Timeout.Infinite);
        Waited += Stopwatch.GetElapsedTime(start);
        if (!found)
        {
            failure?.Throw();
        }

        return found ? next : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stopped.Cancel();
        thread.Join();
        foreach (var unused in batches)
        {
            unused.Images.Dispose();
        }

        batches.Dispose();
        stopped.Dispose();
    }

    private void Read(IEnumerable<Batch> order, Func<Batch, HostBatch> read)
    {
        try
        {
            foreach (var batch in order)
            {
                if (stopped.IsCancellationRequested)
                {
                    break;
                }

                Add(batch, read(batch));
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // The training has stopped taking. A source that gave up waiting by itself is a failure.
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }

        batches.CompleteAdding();
    }

    private void Add(Batch batch, HostBatch images)
    {
        try
        {
            batches.Add((batch, images), stopped.Token);
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }
}
