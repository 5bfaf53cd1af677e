using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The normalised, temperature-scaled cross entropy of SimCLR (Chen et al., 2020, arXiv:2002.05709, equation 1): each embedding shall recognise the other
/// view of its image among all other embeddings of the batch.
/// </summary>
public static class NtXent
{
    // Norms below 1e-12 count as that. Bounded before the root: the root has no finite slope at 0, and a zero vector shall have a gradient.
    private const double SmallestSquare = 1e-24;

    /// <summary>The mean over the 2B anchors of <c>-s(i, p) + log Σ exp s(i, a)</c>, where a runs over all embeddings but i, p is the other view of i, and s is the cosine divided by the temperature.</summary>
    /// <remarks>
    /// Embeddings of lower precision are raised to float32 first, and everything up to the loss stays there; float64 stays float64. Google's SimCLR code sums
    /// the two views' means instead, which is twice this value. Equal embeddings give ln(2B - 1).
    /// </remarks>
    /// <param name="z0">Embeddings of the first views, [B, D], not normalised; row i belongs to image i.</param>
    /// <param name="z1">Embeddings of the second views, [B, D], on the same device.</param>
    /// <param name="temperature">Above 0; commonly 0.07 to 0.5.</param>
    /// <returns>A scalar, float32 (float64 if the embeddings are), with gradients to both inputs.</returns>
    /// <exception cref="ArgumentException">The embeddings are not two matrices of one shape, or there are fewer than 2 images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Loss(Tensor z0, Tensor z1, double temperature)
    {
        Check(z0, z1, temperature);
        using var scope = torch.NewDisposeScope();
        // Both factors of a cosine carry the square root of the temperature: no pass over the 2B x 2B similarities is needed to scale them.
        var unit0 = Scaled(z0, temperature);
        var unit1 = Scaled(z1, temperature);
        var all = torch.cat(new[] { unit0, unit1 }, 0);                                        // [2B, D]
        var similarities = all.matmul(all.t());                                                // [2B, 2B]
        var self = torch.eye(all.size(0), dtype: ScalarType.Bool, device: all.device);
        var others = similarities.masked_fill_(self, double.NegativeInfinity).logsumexp(1);     // [2B]
        var positives = unit0.mul(unit1).sum(dim: 1L);                                         // [B]; the same for either view
        return others.mean().sub(positives.mean()).MoveToOuterDisposeScope();
    }

    private static Tensor Scaled(Tensor z, double temperature)
    {
        var precise = z.dtype == ScalarType.Float64 ? z : z.to(ScalarType.Float32);
        var norms = precise.square().sum(dim: 1L, keepdim: true).clamp_min(SmallestSquare).sqrt();
        return precise.div(norms.mul(Math.Sqrt(temperature)));
    }

    private static void Check(Tensor z0, Tensor z1, double temperature)
    {
        ArgumentNullException.ThrowIfNull(z0);
        ArgumentNullException.ThrowIfNull(z1);
        if (!(temperature > 0 && double.IsFinite(temperature)))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "The temperature must be above 0; 0.1 to 0.5 is usual.");
        var shape0 = z0.shape;
        var shape1 = z1.shape;
        if (shape0.Length != 2 || !shape0.AsSpan().SequenceEqual(shape1))
            throw new ArgumentException($"NT-Xent compares two batches of embeddings of one shape [B, D], but they have [{string.Join(", ", shape0)}] and [{string.Join(", ", shape1)}].", nameof(z1));
        if (shape0[0] < 2)
            throw new ArgumentException($"NT-Xent takes its negatives from the other images of the batch, so it needs at least 2 images, but there is {shape0[0]}.", nameof(z0));
    }
}
