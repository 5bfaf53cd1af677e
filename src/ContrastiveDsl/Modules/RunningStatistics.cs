using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// The running statistics of batch normalizations while one batch passes in several parts: they move once, by the mean
/// of what each part alone would have made of them, or not at all. That is what <see cref="SplitBatchNorm"/> does with
/// its parts, so that its statistics are the same however many passes share them.
/// </summary>
internal sealed class RunningStatistics : IDisposable
{
    [ThreadStatic]
    private static int passes;

    private readonly Tensor[] buffers;
    private readonly Tensor[] before;
    private readonly Tensor[]? sums;
    private readonly Tensor[] counters;
    private readonly Tensor[] countersBefore;
    private readonly Tensor[]? counted;
    private readonly int outer;

    private RunningStatistics(nn.Module[] networks, int count, bool moves)
    {
        // What a layer in evaluation mode has does not move, and would be rounded by a mean over the parts.
        BatchNorm[] layers =
        [
            .. networks
                .SelectMany(network => network.modules().Prepend(network))
                .OfType<BatchNorm>()
                .Where(layer => layer.track_running_stats && layer.training)
                .Distinct(),
        ];
        buffers = [.. layers.SelectMany(layer => new[] { layer.running_mean!, layer.running_var! })];
        before = Copies(buffers);
        sums = moves ? [.. buffers.Select(buffer => buffer.zeros_like().DetachFromDisposeScope())] : null;
        counters = [.. layers.Select(layer => layer.num_batches_tracked).OfType<Tensor>()];
        countersBefore = Copies(counters);
        counted = moves ? Copies(counters) : null;
        (outer, passes) = (passes, count);
    }

    /// <summary>How many passes share a batch on this thread: 1 unless parts of it are passing.</summary>
    internal static int Passes => Math.Max(1, passes);

    /// <summary>They move once, at the end.</summary>
    /// <param name="networks">The networks that the batch passes.</param>
    /// <param name="count">The number of its parts.</param>
    internal static RunningStatistics MovedOnce(nn.Module[] networks, int count) => new(networks, count, moves: true);

    /// <summary>They stay.</summary>
    /// <param name="networks">The networks that the batch passes.</param>
    /// <param name="count">The number of its parts.</param>
    internal static RunningStatistics Kept(nn.Module[] networks, int count) => new(networks, count, moves: false);

    /// <summary>A part has passed: the next one starts from the statistics that this one started from.</summary>
    /// <param name="share">Its share of the images.</param>
    internal void PartPassed(double share)
    {
        using var noGrad = no_grad();
        for (var i = 0; i < buffers.Length; i++)
        {
            sums?[i].add_(buffers[i], share);
            buffers[i].copy_(before[i]);
        }

        // A part may pass a layer more than once, as both views of an image do.
        for (var i = 0; i < counters.Length; i++)
        {
            counted?[i].copy_(counters[i]);
            counters[i].copy_(countersBefore[i]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        passes = outer;
        using var noGrad = no_grad();
        Move(buffers, sums);
        Move(counters, counted);
        Array.ForEach(before, buffer => buffer.Dispose());
        Array.ForEach(countersBefore, counter => counter.Dispose());
    }

    private static Tensor[] Copies(Tensor[] tensors) =>
        Array.ConvertAll(tensors, tensor => tensor.clone().DetachFromDisposeScope());

    private static void Move(Tensor[] tensors, Tensor[]? values)
    {
        for (var i = 0; values is not null && i < tensors.Length; i++)
        {
            tensors[i].copy_(values[i]);
            values[i].Dispose();
        }
    }
}
