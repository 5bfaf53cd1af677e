using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>Batch normalization of maps [N, C, H, W] over all processes; see <see cref="SyncBatchNorm"/>.</summary>
public sealed class SyncBatchNorm2d : SyncBatchNorm
{
    /// <summary>Scale 1, shift 0, running mean 0 and running variance 1.</summary>
    /// <param name="channels">C, at least 1.</param>
    /// <param name="eps">Added to the variance, greater than 0.</param>
    /// <param name="momentum">Weight of a batch in the running statistics, in (0, 1].</param>
    /// <param name="affine">Whether scale and shift are learned.</param>
    public SyncBatchNorm2d(int channels, double eps = 1e-5, double momentum = 0.1, bool affine = true)
        : base(channels, eps, momentum, affine, nameof(SyncBatchNorm2d)) { }

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.dim() != 4)
        {
            throw new ArgumentException(
                $"Expected maps [N, C, H, W], but got {input.dim()} dimensions.",
                nameof(input)
            );
        }
    }
}
