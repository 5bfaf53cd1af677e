using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// InfoNCE with the other keys of the batch as negatives (van den Oord et al., 2018, arXiv:1807.03748, equation 4):
/// each query shall recognize its key. Both sides are trained, as by contrastive predictive coding and by end-to-end
/// training of a query and a key encoder.
/// </summary>
public static class BatchInfoNce
{
    private const string Name = "InfoNCE within the batch";

    /// <summary>
    /// The mean over the B queries of <c>-log(exp s(i, i) / Σⱼ exp s(i, j))</c>, j over the keys of the batch, and s
    /// the inner product divided by the temperature.
    /// </summary>
    /// <remarks>
    /// Computed in float32 (float64 stays float64). Negatives are keys only, not other queries: that is what differs
    /// from NT-Xent. Equal embeddings give ln B.
    /// </remarks>
    /// <param name="queries">Embeddings, [B, D], not normalized.</param>
    /// <param name="keys">What shall be recognized, [B, D], not normalized; row i belongs to query i.</param>
    /// <param name="temperature">Above 0; 0.07 to 1 is usual.</param>
    /// <param name="symmetric">
    /// Whether keys shall recognize their queries as well; the loss is the mean of both directions then.
    /// </param>
    /// <param name="normalize">
    /// Whether vectors are brought to length one first, so that s is the cosine divided by the temperature.
    /// </param>
    /// <returns>A scalar, float32 (float64 if an input is), with gradients to both inputs.</returns>
    /// <exception cref="ArgumentException">
    /// The inputs are not two matrices of one shape, or there are fewer than 2 rows.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Loss(Tensor queries, Tensor keys, double temperature, bool symmetric, bool normalize)
    {
        Require.Pair(Name, queries, nameof(queries), keys, nameof(keys));
        Require.OtherImages(Name, queries, nameof(queries));
        Require.Temperature(temperature);
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(queries, keys);
        var scaled = UnitRows.Of(queries, precision, temperature, normalize);
        var candidates = UnitRows.Of(keys, precision, 1, normalize);
        var positives = UnitRows.Products(scaled, candidates);
        var count = queries.size(0);
        var (forth, back) = ChunkedLogSumExp.IsFor(count, count)
            ? OthersInChunks(scaled, candidates, symmetric)
            : Others(scaled, candidates, symmetric);
        var loss = Direction(positives, forth);
        return (back is null ? loss : loss.add(Direction(positives, back)).mul(0.5)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log Σ exp over the keys of other images for each query, and over their queries for each key: [B].
    /// </summary>
    private static (Tensor Forth, Tensor? Back) Others(Tensor scaled, Tensor candidates, bool symmetric)
    {
        var own = torch.eye(scaled.size(0), dtype: ScalarType.Bool, device: scaled.device);
        var negatives = scaled.mm(candidates.t()).masked_fill_(own, double.NegativeInfinity); // [B, B]
        return (negatives.logsumexp(1), symmetric ? negatives.logsumexp(0) : null);
    }

    /// <summary>The same without all similarities at once; each direction computes its own.</summary>
    private static (Tensor Forth, Tensor? Back) OthersInChunks(Tensor scaled, Tensor candidates, bool symmetric)
    {
        var period = scaled.size(0);
        return (
            ChunkedLogSumExp.Of(scaled, candidates, period),
            symmetric ? ChunkedLogSumExp.Of(candidates, scaled, period) : null
        );
    }

    /// <summary>
    /// The positive apart from the negatives, as in <see cref="InfoNce"/>: nothing cancels where the loss is small.
    /// </summary>
    private static Tensor Direction(Tensor positives, Tensor others) => others.sub(positives).softplus().mean();
}
