using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The loss of MoCo v3 (Chen et al., 2021, arXiv:2104.02057, algorithm 1): each query shall recognize its key among the
/// keys of the same batch.
/// </summary>
public static class MoCoV3
{
    private const string Name = "MoCo v3's loss";

    /// <summary>
    /// One direction: <c>2τ · CE(q Kᵀ / τ, diagonal)</c>, the mean over the B queries. The method's loss is the sum of
    /// both directions, queries of one view and keys of the other.
    /// </summary>
    /// <remarks>
    /// Normalized here, in float32 (float64 stays float64). Equal embeddings give 2τ ln B, and 4τ ln B in both
    /// directions.
    /// </remarks>
    /// <param name="queries">Predictions of one view by the trained network, [B, D], not normalized.</param>
    /// <param name="keys">
    /// Projections of the other view by the momentum encoder, [B, D], not normalized. They get no gradient.
    /// </param>
    /// <param name="temperature">Above 0; 0.2 for vision transformers, 1 for ResNet-50.</param>
    /// <returns>A scalar, float32 (float64 if an input is), with gradients to the queries.</returns>
    /// <exception cref="ArgumentException">
    /// Queries and keys are not two matrices of one shape, or there are fewer than 2 images.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Loss(Tensor queries, Tensor keys, double temperature)
    {
        Require.Pair(Name, queries, nameof(queries), keys, nameof(keys));
        Require.OtherImages(Name, queries, nameof(queries));
        Require.Temperature(temperature);
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(queries, keys);
        var scaled = UnitRows.Of(queries, precision, temperature);
        var units = UnitRows.Of(keys.detach(), precision);
        var all = ChunkedLogSumExp.OfAll(scaled, units);
        return all.sub(UnitRows.Products(scaled, units)).mean().mul(2 * temperature).MoveToOuterDisposeScope();
    }
}
