using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>Brings embeddings to length one, in a precision that carries a loss.</summary>
internal static class UnitRows
{
    // Norms below this count as this. Torch's norm has the slope 0 at a zero vector, so that has a gradient all the
    // same.
    private const double SmallestNorm = 1e-12;

    /// <summary>float64 if any of the tensors is, else float32: nothing up to a loss is computed in less.</summary>
    internal static ScalarType Precision(params ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            if (tensor.dtype == ScalarType.Float64)
            {
                return ScalarType.Float64;
            }
        }

        return ScalarType.Float32;
    }

    /// <summary>
    /// The rows of z [B, D] divided by their norms times a divisor; zero rows stay zero. Gradients reach z.
    /// </summary>
    /// <remarks>
    /// The divisor is a temperature or its root: dividing [B, D] spares a pass over all similarities.
    /// </remarks>
    internal static Tensor Of(Tensor z, ScalarType precision, double divisor = 1)
    {
        var precise = z.to(precision);
        var norms = linalg.vector_norm(precise, 2, [1], keepdim: true).clamp_min(SmallestNorm);
        return precise.div(divisor == 1 ? norms : norms.mul(divisor));
    }

    /// <summary>The same, or, if they shall not be normalized, z itself divided by the divisor.</summary>
    internal static Tensor Of(Tensor z, ScalarType precision, double divisor, bool normalize)
    {
        if (normalize)
        {
            return Of(z, precision, divisor);
        }

        return divisor == 1 ? z.to(precision) : z.to(precision).div(divisor);
    }

    /// <summary>Row by row, the inner products [B] of two matrices [B, D].</summary>
    internal static Tensor Products(Tensor a, Tensor b) => a.mul(b).sum(dim: 1L);

    /// <summary>
    /// The mean cosine of the rows of predictions and targets [B, D], with gradients to the predictions alone.
    /// </summary>
    internal static Tensor MeanCosine(Tensor predictions, Tensor targets)
    {
        var precision = Precision(predictions, targets);
        return Products(Of(predictions, precision), Of(targets.detach(), precision)).mean();
    }
}
