using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The decoupled contrastive loss (Yeh et al., 2021, arXiv:2110.06848): NT-Xent without the positive in its
/// denominator, so that an easy pair does not weaken what the negatives teach. That makes it better in small batches,
/// at no cost.
/// </summary>
public static class Dcl
{
    private const string Name = "DCL";

    /// <summary>
    /// The mean over all 2B anchors of <c>-s(i, p) + log Σ exp s(i, a)</c>, where a runs over both views of the other
    /// images only, and s is the cosine divided by the temperature.
    /// </summary>
    /// <remarks>Normalized here, in float32 (float64 stays float64). Equal embeddings give ln(2B - 2).</remarks>
    /// <param name="z0">Embeddings of the first views, [B, D], not normalized; row i belongs to image i.</param>
    /// <param name="z1">Embeddings of the second views, [B, D], on the same device.</param>
    /// <param name="temperature">Above 0; 0.1 in the paper.</param>
    /// <returns>A scalar, float32 (float64 if an input is), with gradients to both inputs.</returns>
    /// <exception cref="ArgumentException">
    /// The embeddings are not two matrices of one shape, or there are fewer than 2 images.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Loss(Tensor z0, Tensor z1, double temperature) => Compute(z0, z1, temperature, sigma: 0);

    /// <summary>
    /// DCLW: the same with the positive weighted by <c>2 - B · softmax(cos(z0, z1) / σ)</c> over the batch, without
    /// gradient, so that pairs which are far apart pull harder.
    /// </summary>
    /// <inheritdoc cref="Loss(Tensor, Tensor, double)"/>
    /// <param name="z0">Embeddings of the first views, [B, D], not normalized; row i belongs to image i.</param>
    /// <param name="z1">Embeddings of the second views, [B, D], on the same device.</param>
    /// <param name="temperature">Above 0; 0.1 in the paper.</param>
    /// <param name="sigma">σ, above 0; 0.5 in the paper.</param>
    public static Tensor WeightedLoss(Tensor z0, Tensor z1, double temperature, double sigma)
    {
        if (!(sigma > 0 && double.IsFinite(sigma)))
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "Sigma must be above 0; 0.5 is usual.");
        }

        return Compute(z0, z1, temperature, sigma);
    }

    private static Tensor Compute(Tensor z0, Tensor z1, double temperature, double sigma)
    {
        Require.Pair(Name, z0, nameof(z0), z1, nameof(z1));
        Require.OtherImages(Name, z0, nameof(z0));
        Require.Temperature(temperature);
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(z0, z1);
        var unit0 = UnitRows.Of(z0, precision, Math.Sqrt(temperature));
        var unit1 = UnitRows.Of(z1, precision, Math.Sqrt(temperature));
        var negatives = Negatives(unit0, unit1);
        var positives = UnitRows.Products(unit0, unit1); // [B]; the same for either view
        var weighted = sigma > 0 ? positives.mul(Weights(positives, temperature, sigma)) : positives;
        return negatives.sub(weighted.mean()).MoveToOuterDisposeScope();
    }

    /// <summary>The mean over both views of all images of log Σ exp over both views of the others.</summary>
    private static Tensor Negatives(Tensor unit0, Tensor unit1)
    {
        var images = unit0.size(0);
        if (ChunkedLogSumExp.IsFor(2 * images, 2 * images))
        {
            var all = torch.cat(new[] { unit0, unit1 }, 0);
            return ChunkedLogSumExp.Of(all, all, period: images).mean();
        }

        var own = torch.eye(images, dtype: ScalarType.Bool, device: unit0.device);
        var across = unit0.mm(unit1.t()).masked_fill(own, double.NegativeInfinity); // [B, B]
        return Negatives(unit0, across, own).mean().add(Negatives(unit1, across.t(), own).mean()).mul(0.5);
    }

    /// <summary>log Σ exp over the other images of both views: [B].</summary>
    private static Tensor Negatives(Tensor units, Tensor across, Tensor own)
    {
        var within = units.mm(units.t()).masked_fill(own, double.NegativeInfinity);
        return torch.cat(new[] { within, across }, 1).logsumexp(1);
    }

    private static Tensor Weights(Tensor positives, double temperature, double sigma) =>
        positives.detach().mul(temperature / sigma).softmax(0).mul(-(double)positives.size(0)).add(2);
}
