using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>Brings embeddings to length one, in a precision that carries a loss.</summary>
internal static class UnitRows
{
    // Norms below 1e-12 count as that. Bounded before the root: the root has no finite slope at 0, and a zero vector shall have a gradient.
    private const double SmallestSquare = 1e-24;

    /// <summary>float64 if any of the tensors is, else float32: nothing up to a loss is computed in less.</summary>
    internal static ScalarType Precision(params ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            if (tensor.dtype == ScalarType.Float64)
                return ScalarType.Float64;
        }

        return ScalarType.Float32;
    }

    /// <summary>The rows of z [B, D] divided by their norms times a divisor; zero rows stay zero. Gradients reach z.</summary>
    /// <remarks>The divisor is a temperature or its root: dividing [B, D] spares a pass over all similarities.</remarks>
    internal static Tensor Of(Tensor z, ScalarType precision, double divisor = 1)
    {
        var precise = z.to(precision);
        var norms = precise.square().sum(dim: 1L, keepdim: true).clamp_min(SmallestSquare).sqrt();
        return precise.div(divisor == 1 ? norms : norms.mul(divisor));
    }

    /// <summary>The same, or, if they shall not be normalised, z itself divided by the divisor.</summary>
    internal static Tensor Of(Tensor z, ScalarType precision, double divisor, bool normalize)
    {
        if (normalize)
            return Of(z, precision, divisor);
        return divisor == 1 ? z.to(precision) : z.to(precision).div(divisor);
    }

    /// <summary>Row by row, the inner products [B] of two matrices [B, D].</summary>
    internal static Tensor Products(Tensor a, Tensor b) => a.mul(b).sum(dim: 1L);

    /// <summary>The mean cosine of the rows of predictions and targets [B, D], with gradients to the predictions alone.</summary>
    internal static Tensor MeanCosine(Tensor predictions, Tensor targets)
    {
        var precision = Precision(predictions, targets);
        return Products(Of(predictions, precision), Of(targets.detach(), precision)).mean();
    }
}
