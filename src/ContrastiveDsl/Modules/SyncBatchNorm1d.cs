using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>Batch normalization of vectors [N, D] over all processes; see <see cref="SyncBatchNorm"/>.</summary>
public sealed class SyncBatchNorm1d : SyncBatchNorm
{
    /// <summary>Scale 1, shift 0, running mean 0 and running variance 1.</summary>
    /// <param name="features">D, at least 1.</param>
    /// <param name="eps">Added to the variance, greater than 0.</param>
    /// <param name="momentum">Weight of a batch in the running statistics, in (0, 1].</param>
    /// <param name="affine">Whether scale and shift are learned.</param>
    public SyncBatchNorm1d(int features, double eps = 1e-5, double momentum = 0.1, bool affine = true)
        : base(features, eps, momentum, affine, nameof(SyncBatchNorm1d)) { }

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(Tensor input)
    {
        if (input.dim() != 2)
        {
            throw new ArgumentException($"Expected vectors [N, D], but got {input.dim()} dimensions.", nameof(input));
        }
    }
}
