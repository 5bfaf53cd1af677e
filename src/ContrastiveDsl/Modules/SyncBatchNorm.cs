using ContrastiveDsl.Distribution;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// Batch normalization (Ioffe and Szegedy, 2015, arXiv:1502.03167) whose statistics in training are those of the whole
/// batch, however many processes share it. In a process alone, in evaluation, and in its state dict, it is ordinary
/// batch normalization.
/// </summary>
/// <remarks>
/// With several processes a forward pass in training gathers mean and variance of each, and a backward pass adds up two
/// sums for each channel. All processes must take the same passes in the same order.
/// </remarks>
public abstract class SyncBatchNorm : BatchNorm
{
    private protected SyncBatchNorm(int features, double eps, double momentum, bool affine, string name)
        : base(features, eps, momentum, affine, track_running_stats: true, device: null, dtype: null, name) { }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var world = World.Current;
        if (!training || world.Size == 1)
        {
            return base.forward(input);
        }

        ValidateInputDimensions(input);
        using var scope = NewDisposeScope();
        var (mean, variance) = Statistics(world, input);
        Follow(mean, variance, input.numel() / num_features * world.Size);
        var (scale, shift) = affine ? (weight!, bias!) : (mean.ones_like(), mean.zeros_like());
        var normalized = SyncNormalization.apply(input, scale, shift, mean, variance, eps);
        return normalized.MoveToOuterDisposeScope();
    }

    /// <summary>Mean and variance [C] of all processes' rows.</summary>
    private (Tensor Mean, Tensor Variance) Statistics(World world, Tensor input)
    {
        using var noGrad = no_grad();
        var channels = input.size(1);
        // Rows may be bfloat16; statistics are not.
        var rows = input.to(running_mean!.dtype);
        // Two passes, since var_mean takes ten times as long where channels are last.
        var dimensions = SyncNormalization.AllButChannels(input);
        var mean = rows.mean(dimensions);
        var variance = (rows - SyncNormalization.PerChannel(mean, rows)).pow_(2).mean(dimensions);
        var all = world.Gather(cat([mean, variance], 0).unsqueeze(0)); // [R, 2C]
        var means = all.narrow(1, 0, channels);
        var variances = all.narrow(1, channels, channels);

        // Not the mean of squares less the square of the mean, which is wrong where the mean is far from 0. The shares
        // are equal, so each process counts alike.
        var commonMean = means.mean([0L]);
        var spread = (means - commonMean).square();
        return (commonMean, (variances + spread).mean([0L]));
    }

    private void Follow(Tensor mean, Tensor variance, long count)
    {
        using var noGrad = no_grad();
        num_batches_tracked!.add_(1);
        var factor = momentum ?? 1 / (double)num_batches_tracked;
        running_mean!.mul_(1 - factor).add_(mean, factor);
        running_var!.mul_(1 - factor).add_(variance, factor * count / (count - 1));
    }
}
