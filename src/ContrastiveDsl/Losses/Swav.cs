using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The loss of SwAV (Caron et al., 2020, arXiv:2006.09882, equation 2), in one direction: the scores of one view shall
/// predict the codes of another.
/// </summary>
public static class Swav
{
    private const string Name = "SwAV's loss";

    /// <summary><c>-Σ code · log softmax(scores / τ)</c>, the mean over the images.</summary>
    /// <remarks>
    /// Computed in float32 (float64 stays float64). ln K where all scores are equal, K the prototypes. Of several crops
    /// the mean over all pairs of a crop with codes and another one is taken.
    /// </remarks>
    /// <param name="scores">Cosines of a view's embeddings and the prototypes, [B, K].</param>
    /// <param name="codes">
    /// Codes of another view of the same images, [B, K], each row a distribution, as <see cref="Sinkhorn.Codes"/> makes
    /// them. They get no gradient.
    /// </param>
    /// <param name="temperature">τ, above 0; 0.1 in the paper.</param>
    /// <returns>A scalar, float32 (float64 if an input is), with a gradient to the scores.</returns>
    /// <exception cref="ArgumentException">
    /// Scores and codes are not two matrices of one shape with at least one row.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Loss(Tensor scores, Tensor codes, double temperature)
    {
        Require.Pair(Name, scores, nameof(scores), codes, nameof(codes));
        Require.Temperature(temperature);
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(scores, codes);
        var predicted = scores.to(precision).div(temperature).log_softmax(1);
        return codes.detach().to(precision).mul(predicted).sum(dim: 1L).mean().neg().MoveToOuterDisposeScope();
    }
}
