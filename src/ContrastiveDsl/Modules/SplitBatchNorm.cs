using ContrastiveDsl.Distribution;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// Batch normalization whose statistics in training are those of equal, consecutive parts of the batch, as if each part
/// were on a device of its own (as in the CIFAR demo of MoCo's authors; He et al., 2019, arXiv:1911.05722). In
/// evaluation, and in its state dict, it is ordinary batch normalization.
/// </summary>
/// <remarks>
/// The running statistics become the mean over the parts of what each part alone would have made of them; a forward
/// pass counts as one batch.
/// </remarks>
public abstract class SplitBatchNorm : BatchNorm
{
    private protected SplitBatchNorm(int features, int splits, double eps, double momentum, bool affine, string name)
        : base(features, eps, momentum, affine, track_running_stats: true, device: null, dtype: null, name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(splits, 1);
        Splits = splits;
    }

    /// <summary>Parts of a batch.</summary>
    public int Splits { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">In training: the batch has no such number of equal parts.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!training || (Splits == 1 && World.Current.Size * RunningStatistics.Passes == 1))
        {
            return base.forward(input);
        }

        ValidateInputDimensions(input);
        var world = World.Current;
        var parts = OwnParts(world, input);

        using var scope = NewDisposeScope();
        num_batches_tracked!.add_(1);
        var factor = momentum ?? 1 / (double)num_batches_tracked;
        // A copy for each part, so that every part starts from the same statistics.
        var means = running_mean!.repeat(parts, 1);
        var variances = running_var!.repeat(parts, 1);
        var normalized = input.chunk(parts, 0);
        for (var i = 0; i < parts; i++)
        {
            normalized[i] = nn.functional.batch_norm(
                normalized[i],
                means.select(0, i),
                variances.select(0, i),
                affine ? weight : null,
                bias,
                training: true,
                factor,
                eps
            );
        }

        running_mean.copy_(world.Gather(means).mean([0L]));
        running_var.copy_(world.Gather(variances).mean([0L]));
        return cat(normalized, 0).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// How many of the parts lie in this process's share of the batch, and in what passes of it at a time.
    /// </summary>
    private int OwnParts(World world, Tensor input)
    {
        var passes = RunningStatistics.Passes;
        if (Splits % (world.Size * passes) != 0 && passes > 1)
        {
            throw new ArgumentException(
                $"{Splits} parts for batch normalization cannot be shared by {passes} micro-batches in each of {world.Size} processes: choose larger micro-batches, or other splits.",
                nameof(input)
            );
        }

        if (Splits % world.Size != 0)
        {
            throw new ArgumentException(
                $"{Splits} parts for batch normalization cannot be shared by {world.Size} processes: choose a number of processes that divides {Splits}, or other splits.",
                nameof(input)
            );
        }

        var parts = Splits / world.Size / passes;
        if (input.shape[0] % parts != 0)
        {
            throw new ArgumentException(
                $"A batch of {input.shape[0] * world.Size} cannot be split into {Splits} equal parts for batch normalization: choose a batch size that is a multiple of {Splits}, or other splits.",
                nameof(input)
            );
        }

        return parts;
    }
}
