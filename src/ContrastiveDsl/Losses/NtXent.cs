using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The normalized, temperature-scaled cross entropy of SimCLR (Chen et al., 2020, arXiv:2002.05709, equation 1): each
/// embedding shall recognize the other view of its image among all other embeddings of the batch.
/// </summary>
public static class NtXent
{
    private const string Name = "NT-Xent";

    /// <summary>
    /// The mean over the 2B anchors of <c>-s(i, p) + log Σ exp s(i, a)</c>, where a runs over all embeddings but i, p
    /// is the other view of i, and s is the cosine divided by the temperature.
    /// </summary>
    /// <remarks>
    /// Embeddings of lower precision are raised to float32 first, and everything up to the loss stays there; float64
    /// stays float64. Google's SimCLR code sums the two views' means instead, which is twice this value. Equal
    /// embeddings give ln(2B - 1).
    /// </remarks>
    /// <param name="z0">Embeddings of the first views, [B, D], not normalized; row i belongs to image i.</param>
    /// <param name="z1">Embeddings of the second views, [B, D], on the same device.</param>
    /// <param name="temperature">Above 0; commonly 0.07 to 0.5.</param>
    /// <returns>A scalar, float32 (float64 if an input is), with gradients to both inputs.</returns>
    /// <exception cref="ArgumentException">
    /// The embeddings are not two matrices of one shape, or there are fewer than 2 images.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Loss(Tensor z0, Tensor z1, double temperature)
    {
        Require.Pair(Name, z0, nameof(z0), z1, nameof(z1));
        Require.OtherImages(Name, z0, nameof(z0));
        Require.Temperature(temperature);
        using var scope = torch.NewDisposeScope();
        // Both factors of a cosine carry the square root of the temperature: no pass over the 2B x 2B similarities is
        // needed to scale them.
        var precision = UnitRows.Precision(z0, z1);
        var unit0 = UnitRows.Of(z0, precision, Math.Sqrt(temperature));
        var unit1 = UnitRows.Of(z1, precision, Math.Sqrt(temperature));
        var all = torch.cat(new[] { unit0, unit1 }, 0); // [2B, D]
        var others = ChunkedLogSumExp.IsFor(all.size(0), all.size(0))
            ? ChunkedLogSumExp.Of(all, all, period: all.size(0))
            : Others(all); // [2B]
        var positives = UnitRows.Products(unit0, unit1); // [B]; the same for either view
        return others.mean().sub(positives.mean()).MoveToOuterDisposeScope();
    }

    /// <summary>log Σ exp over all other embeddings: [2B].</summary>
    private static Tensor Others(Tensor all)
    {
        var similarities = all.mm(all.t()); // [2B, 2B]
        var self = torch.eye(all.size(0), dtype: ScalarType.Bool, device: all.device);
        return similarities.masked_fill_(self, double.NegativeInfinity).logsumexp(1);
    }
}
