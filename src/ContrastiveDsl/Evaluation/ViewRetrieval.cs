using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// How well features tell an image from others whatever the augmentation: the share of views whose nearest one among
/// other views is that of the same image. It needs no labels, and says nothing about classes.
/// </summary>
public static class ViewRetrieval
{
    /// <summary>The similarities of one part of the queries to all: 64 MiB of float32.</summary>
    private const long ChunkElements = 16L << 20;

    /// <summary>
    /// The share of images whose second view is the nearest one, by cosine, of their first view: in [0, 1]; 1 / N by
    /// chance. Waits for the device.
    /// </summary>
    /// <param name="first">Features of one view of each image, [N, F].</param>
    /// <param name="second">Features of another view of each, in the same order.</param>
    /// <exception cref="ArgumentException">The shapes differ, or are no [N, F].</exception>
    public static double Accuracy(Tensor first, Tensor second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Dimensions != 2 || !first.shape.SequenceEqual(second.shape) || first.size(0) == 0)
        {
            throw new ArgumentException(
                $"Features of two views have one shape [N, F], but these have [{string.Join(", ", first.shape)}] and [{string.Join(", ", second.shape)}].",
                nameof(second)
            );
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (queries, keys) = (Knn.Unit(first), Knn.Unit(second).t());
        var (count, chunk) = (first.size(0), Math.Max(1, ChunkElements / first.size(0)));
        var right = zeros(1, ScalarType.Int64, first.device);
        for (long start = 0; start < count; start += chunk)
        {
            using var part = NewDisposeScope();
            var size = Math.Min(chunk, count - start);
            var own = arange(start, start + size, ScalarType.Int64, first.device);
            right.add_(queries.narrow(0, start, size).mm(keys).argmax(1).eq(own).sum());
        }

        return (double)right.ToInt64() / count;
    }
}
