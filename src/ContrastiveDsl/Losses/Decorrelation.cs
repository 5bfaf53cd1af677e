using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>What losses share that compare components of embeddings, over the images of a batch.</summary>
internal static class Decorrelation
{
    static Decorrelation() => TorchContext.Prepare();

    /// <summary>One batch [B, D] of at least two images.</summary>
    internal static void Require(string loss, Tensor z, string name)
    {
        ArgumentNullException.ThrowIfNull(z, name);
        if (z.dim() != 2)
        {
            throw new ArgumentException(
                $"{loss} takes a batch of embeddings [B, D], but {name} is {Losses.Require.Shape(z)}.",
                name
            );
        }

        if (z.size(0) < 2 || z.size(1) < 1)
        {
            throw new ArgumentException(
                $"{loss} takes statistics over the images of a batch, so it needs at least 2 images of at least 1 "
                    + $"component each, but {name} is {Losses.Require.Shape(z)}.",
                name
            );
        }
    }

    /// <summary>Two batches of one shape [B, D], of at least two images each.</summary>
    internal static void Require(string loss, Tensor z0, string name0, Tensor z1, string name1)
    {
        Losses.Require.Pair(loss, z0, name0, z1, name1);
        Require(loss, z0, name0);
    }

    /// <summary>z [B, D] less the mean of each component over the batch.</summary>
    internal static Tensor Centered(Tensor z) => z.sub(z.mean(new long[] { 0 }));

    /// <summary>The sum of the squares of all elements of a matrix [D, D] that are not on its diagonal.</summary>
    internal static Tensor SquaresOffDiagonal(Tensor matrix)
    {
        // Behind the first element of the diagonal, D others stand before the next one, and so on: rows of D + 1 whose
        // last element is the diagonal's. No mask, and no difference of two sums that are nearly equal.
        var size = matrix.size(0);
        var behind = matrix.flatten().narrow(0, 1, (size * size) - 1).view(size - 1, size + 1);
        return behind.narrow(1, 0, size).square().sum();
    }
}
