using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// InfoNCE (van den Oord et al., 2018, arXiv:1807.03748): each query shall recognize its key among negatives.
/// <see cref="Loss"/> is MoCo's (He et al., 2019, arXiv:1911.05722, equation 1), with the keys of earlier batches as
/// negatives; <see cref="UnpairedLoss"/> and <see cref="PairedLoss"/> take any negatives and train all sides;
/// <see cref="BatchInfoNce"/> takes those of the batch.
/// </summary>
public static class InfoNce
{
    private const string Name = "InfoNCE";

    /// <summary>
    /// The mean over the B queries of the cross entropy that their own key is the right one of 1 + K:
    /// <c>-log(exp(q·k/τ) / (exp(q·k/τ) + Σ exp(q·n/τ)))</c>, n the keys of the queue.
    /// </summary>
    /// <remarks>
    /// Queries and keys are normalized here, in float32 (float64 stays float64); the queue's rows are taken to have
    /// length one. If queries, keys and queue are all the same vector, the loss is ln(K + 1). The backward pass reads
    /// the queue, so enqueue the batch's keys after it.
    /// </remarks>
    /// <param name="queries">Embeddings by the trained network, [B, D], not normalized.</param>
    /// <param name="keys">
    /// Embeddings of the same images by the momentum encoder, [B, D], not normalized. They get no gradient.
    /// </param>
    /// <param name="queue">The negatives, [K, D], a key of length one a row. They get no gradient.</param>
    /// <param name="temperature">Above 0; 0.07 in MoCo v1, 0.2 in v2.</param>
    /// <returns>A scalar, float32 (float64 if queries or keys are), with gradients to the queries.</returns>
    /// <exception cref="ArgumentException">
    /// Queries and keys are not two matrices of one shape with at least one row, or the queue is not a matrix [K, D] of
    /// their D.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Loss(Tensor queries, Tensor keys, Tensor queue, double temperature)
    {
        Check(queries, keys, queue, temperature);
        using var scope = torch.NewDisposeScope();
        var (scaled, positives, negatives) = Scaled(queries, keys, queue, temperature);
        return CrossEntropy(positives, ChunkedLogSumExp.OfAll(scaled, negatives)).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// What <see cref="Loss"/> takes the cross entropy of: cosines divided by the temperature, the own key first, then
    /// the queue in its order.
    /// </summary>
    /// <param name="queries">As for <see cref="Loss"/>.</param>
    /// <param name="keys">As for <see cref="Loss"/>.</param>
    /// <param name="queue">As for <see cref="Loss"/>.</param>
    /// <param name="temperature">As for <see cref="Loss"/>.</param>
    /// <returns>
    /// [B, 1 + K], float32 (float64 if queries or keys are); the right class is 0. Gradients reach the queries.
    /// </returns>
    /// <exception cref="ArgumentException">As for <see cref="Loss"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Logits(Tensor queries, Tensor keys, Tensor queue, double temperature)
    {
        Check(queries, keys, queue, temperature);
        using var scope = torch.NewDisposeScope();
        var (scaled, positives, negatives) = Scaled(queries, keys, queue, temperature);
        return torch.cat(new[] { positives.unsqueeze(1), scaled.mm(negatives.t()) }, 1).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The mean over the B queries of the cross entropy that their own key is the right one of 1 + M, with the same
    /// negatives for all queries.
    /// </summary>
    /// <remarks>
    /// Computed in float32 (float64 stays float64). If all vectors are the same, the loss is ln(M + 1).
    /// </remarks>
    /// <param name="queries">Embeddings, [B, D], not normalized.</param>
    /// <param name="keys">What shall be recognized, [B, D], not normalized; row i belongs to query i.</param>
    /// <param name="negatives">What else there is, [M, D], not normalized.</param>
    /// <param name="temperature">Above 0; 0.07 to 1 is usual.</param>
    /// <param name="normalize">
    /// Whether all vectors are brought to length one first, so that cosines are compared; else inner products are.
    /// </param>
    /// <returns>A scalar, float32 (float64 if an input is), with gradients to queries, keys and negatives.</returns>
    /// <exception cref="ArgumentException">
    /// Queries and keys are not two matrices of one shape with at least one row, or the negatives are not [M, D] with M
    /// at least 1.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor UnpairedLoss(Tensor queries, Tensor keys, Tensor negatives, double temperature, bool normalize)
    {
        Require.Pair(Name, queries, nameof(queries), keys, nameof(keys));
        ArgumentNullException.ThrowIfNull(negatives);
        if (negatives.dim() != 2 || negatives.size(0) < 1 || negatives.size(1) != queries.size(1))
        {
            throw new ArgumentException(
                $"Unpaired negatives are one a row, [M, {queries.size(1)}] for queries {Require.Shape(queries)}, but they are {Require.Shape(negatives)}.",
                nameof(negatives)
            );
        }

        Require.Temperature(temperature);
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(queries, keys, negatives);
        var scaled = UnitRows.Of(queries, precision, temperature, normalize);
        var positives = UnitRows.Products(scaled, UnitRows.Of(keys, precision, 1, normalize));
        var others = ChunkedLogSumExp.OfAll(scaled, UnitRows.Of(negatives, precision, 1, normalize));
        return CrossEntropy(positives, others).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The mean over the B queries of the cross entropy that their own key is the right one of 1 + M, with M negatives
    /// of each query's own.
    /// </summary>
    /// <inheritdoc cref="UnpairedLoss"/>
    /// <param name="queries">Embeddings, [B, D], not normalized.</param>
    /// <param name="keys">What shall be recognized, [B, D], not normalized; row i belongs to query i.</param>
    /// <param name="negatives">What else there is for each query, [B, M, D], not normalized.</param>
    /// <param name="temperature">Above 0; 0.07 to 1 is usual.</param>
    /// <param name="normalize">
    /// Whether all vectors are brought to length one first, so that cosines are compared; else inner products are.
    /// </param>
    /// <exception cref="ArgumentException">
    /// Queries and keys are not two matrices of one shape with at least one row, or the negatives are not [B, M, D]
    /// with M at least 1.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor PairedLoss(Tensor queries, Tensor keys, Tensor negatives, double temperature, bool normalize)
    {
        Require.Pair(Name, queries, nameof(queries), keys, nameof(keys));
        ArgumentNullException.ThrowIfNull(negatives);
        var (batch, size) = (queries.size(0), queries.size(1));
        if (negatives.dim() != 3 || negatives.size(0) != batch || negatives.size(1) < 1 || negatives.size(2) != size)
        {
            throw new ArgumentException(
                $"Paired negatives are [{batch}, M, {size}] for queries {Require.Shape(queries)}, but they are {Require.Shape(negatives)}.",
                nameof(negatives)
            );
        }

        Require.Temperature(temperature);
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(queries, keys, negatives);
        var scaled = UnitRows.Of(queries, precision, temperature, normalize);
        var positives = UnitRows.Products(scaled, UnitRows.Of(keys, precision, 1, normalize));
        var own = UnitRows.Of(negatives.reshape(-1, size), precision, 1, normalize).reshape(batch, -1, size);
        var others = own.bmm(scaled.unsqueeze(2)).squeeze(2).logsumexp(1);
        return CrossEntropy(positives, others).MoveToOuterDisposeScope();
    }

    /// <summary>The mean cross entropy of positives [B] among negatives whose logsumexp is [B].</summary>
    private static Tensor CrossEntropy(Tensor positives, Tensor others)
    {
        // log(e^p + Σ e^n) - p = softplus(logsumexp(n) - p): the logits need not be copied side by side, and nothing
        // cancels where the loss is small.
        return others.sub(positives).softplus().mean();
    }

    /// <summary>Queries [B, D], their products with their own keys [B], and the queue [K, D].</summary>
    private static (Tensor, Tensor, Tensor) Scaled(Tensor queries, Tensor keys, Tensor queue, double temperature)
    {
        var precision = UnitRows.Precision(queries, keys);
        var scaled = UnitRows.Of(queries, precision, temperature);
        var positives = UnitRows.Products(scaled, UnitRows.Of(keys.detach(), precision));
        return (scaled, positives, queue.detach().to(precision));
    }

    private static void Check(Tensor queries, Tensor keys, Tensor queue, double temperature)
    {
        Require.Pair(Name, queries, nameof(queries), keys, nameof(keys));
        ArgumentNullException.ThrowIfNull(queue);
        if (queue.dim() != 2 || queue.size(0) < 1 || queue.size(1) != queries.size(1))
        {
            throw new ArgumentException(
                $"The queue must hold one key a row, [K, {queries.size(1)}] for queries {Require.Shape(queries)}, but it is {Require.Shape(queue)}.",
                nameof(queue)
            );
        }

        Require.Temperature(temperature);
    }
}
