using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// Batch normalisation whose statistics in training are those of equal, consecutive parts of the batch, as if each part
/// were on a device of its own (as in the CIFAR demo of MoCo's authors; He et al., 2019, arXiv:1911.05722). In
/// evaluation, and in its state dict, it is ordinary batch normalisation.
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
        if (!training || Splits == 1)
        {
            return base.forward(input);
        }

        ValidateInputDimensions(input);
        if (input.shape[0] % Splits != 0)
        {
            throw new ArgumentException(
                $"A batch of {input.shape[0]} cannot be split into {Splits} equal parts for batch normalisation: choose a batch size that is a multiple of {Splits}, or other splits.",
                nameof(input)
            );
        }

        using var scope = NewDisposeScope();
        num_batches_tracked!.add_(1);
        var factor = momentum ?? 1 / (double)num_batches_tracked;
        // A copy for each part, so that every part starts from the same statistics.
        var means = running_mean!.expand(Splits, num_features).contiguous();
        var variances = running_var!.expand(Splits, num_features).contiguous();
        var parts = input.chunk(Splits, 0);
        for (var i = 0; i < Splits; i++)
        {
            parts[i] = nn.functional.batch_norm(
                parts[i],
                means.select(0, i),
                variances.select(0, i),
                affine ? weight : null,
                bias,
                training: true,
                factor,
                eps
            );
        }

        running_mean.copy_(means.mean(new long[] { 0 }));
        running_var.copy_(variances.mean(new long[] { 0 }));
        return cat(parts, 0).MoveToOuterDisposeScope();
    }
}
