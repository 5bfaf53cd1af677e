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

    private readonly BatchNorm[] layers;
    private readonly Tensor[] buffers;
    private readonly Tensor[] before;
    private readonly Tensor[]? sums;
    private readonly int outer;

    private RunningStatistics(nn.Module[] networks, int count, bool moves)
    {
        layers =
        [
            .. networks
                .SelectMany(network => network.modules().Prepend(network))
                .OfType<BatchNorm>()
                .Where(layer => layer.track_running_stats)
                .Distinct(),
        ];
        buffers = [.. layers.SelectMany(layer => new[] { layer.running_mean!, layer.running_var! })];
        before = [.. buffers.Select(buffer => buffer.clone().DetachFromDisposeScope())];
        sums = moves ? [.. buffers.Select(buffer => buffer.zeros_like().DetachFromDisposeScope())] : null;
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

        foreach (var layer in layers)
        {
            layer.num_batches_tracked?.sub_(1);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        passes = outer;
        using var noGrad = no_grad();
        if (sums is not null)
        {
            for (var i = 0; i < buffers.Length; i++)
            {
                buffers[i].copy_(sums[i]);
                sums[i].Dispose();
            }

            foreach (var layer in layers)
            {
                layer.num_batches_tracked?.add_(1);
            }
        }

        Array.ForEach(before, buffer => buffer.Dispose());
    }
}
