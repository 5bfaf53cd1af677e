using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// InfoNCE against a queue of negatives, the loss of MoCo (He et al., 2019, arXiv:1911.05722, equation 1): each query shall recognise its key among the
/// keys of earlier batches.
/// </summary>
public static class InfoNce
{
    private const string Name = "InfoNCE";

    /// <summary>The mean over the B queries of the cross entropy that their own key is the right one of 1 + K: <c>-log(exp(q·k/τ) / (exp(q·k/τ) + Σ exp(q·n/τ)))</c>, n the keys of the queue.</summary>
    /// <remarks>
    /// Queries and keys are normalised here, in float32 (float64 stays float64); the queue's rows are taken to have length one. If queries, keys and queue are all the same vector, the loss is ln(K + 1).
    /// The backward pass reads the queue, so enqueue the batch's keys after it.
    /// </remarks>
    /// <param name="queries">Embeddings by the trained network, [B, D], not normalised.</param>
    /// <param name="keys">Embeddings of the same images by the momentum encoder, [B, D], not normalised. They get no gradient.</param>
    /// <param name="queue">The negatives, [K, D], a key of length one a row. They get no gradient.</param>
    /// <param name="temperature">Above 0; 0.07 in MoCo v1, 0.2 in v2.</param>
    /// <returns>A scalar, float32 (float64 if queries or keys are), with gradients to the queries.</returns>
    /// <exception cref="ArgumentException">Queries and keys are not two matrices of one shape with at least one row, or the queue is not a matrix [K, D] of their D.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Loss(Tensor queries, Tensor keys, Tensor queue, double temperature)
    {
        Check(queries, keys, queue, temperature);
        using var scope = torch.NewDisposeScope();
        var (positives, negatives) = Similarities(queries, keys, queue, temperature);
        // log(e^p + Σ e^n) - p = softplus(logsumexp(n) - p): the logits need not be copied side by side, and nothing cancels where the loss is small.
        return negatives.logsumexp(1).sub(positives).softplus().mean().MoveToOuterDisposeScope();
    }

    /// <summary>What <see cref="Loss"/> takes the cross entropy of: cosines divided by the temperature, the own key first, then the queue in its order.</summary>
    /// <param name="queries">As for <see cref="Loss"/>.</param>
    /// <param name="keys">As for <see cref="Loss"/>.</param>
    /// <param name="queue">As for <see cref="Loss"/>.</param>
    /// <param name="temperature">As for <see cref="Loss"/>.</param>
    /// <returns>[B, 1 + K], float32 (float64 if queries or keys are); the right class is 0. Gradients reach the queries.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Loss"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Logits(Tensor queries, Tensor keys, Tensor queue, double temperature)
    {
        Check(queries, keys, queue, temperature);
        using var scope = torch.NewDisposeScope();
        var (positives, negatives) = Similarities(queries, keys, queue, temperature);
        return torch.cat(new[] { positives.unsqueeze(1), negatives }, 1).MoveToOuterDisposeScope();
    }

    /// <summary>[B] of the own keys and [B, K] of the queue.</summary>
    private static (Tensor, Tensor) Similarities(Tensor queries, Tensor keys, Tensor queue, double temperature)
    {
        var precision = UnitRows.Precision(queries, keys);
        var scaled = UnitRows.Of(queries, precision, temperature);
        var positives = UnitRows.Products(scaled, UnitRows.Of(keys.detach(), precision));
        return (positives, scaled.matmul(queue.detach().to(precision).t()));
    }

    private static void Check(Tensor queries, Tensor keys, Tensor queue, double temperature)
    {
        Require.Pair(Name, queries, nameof(queries), keys, nameof(keys));
        ArgumentNullException.ThrowIfNull(queue);
        if (queue.dim() != 2 || queue.size(0) < 1 || queue.size(1) != queries.size(1))
            throw new ArgumentException($"The queue must hold one key a row, [K, {queries.size(1)}] for queries {Require.Shape(queries)}, but it is {Require.Shape(queue)}.", nameof(queue));
        Require.Temperature(temperature);
    }
}
