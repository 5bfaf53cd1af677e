using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The assignment of images to prototypes in SwAV (Caron et al., 2020, arXiv:2006.09882, equation 4): as well as the
/// scores allow, and such that each prototype gets an equal share of the images. Found by the algorithm of Sinkhorn and
/// Knopp (Cuturi, 2013, arXiv:1306.0895), in logarithms, so that no score is too large.
/// </summary>
public static class Sinkhorn
{
    /// <summary>
    /// The codes: <c>exp(scores / ε)</c>, of which in turn the columns of prototypes and the rows of images are scaled
    /// to equal sums, those of images last.
    /// </summary>
    /// <remarks>
    /// Computed in float32 (float64 stays float64), without gradients. After few iterations prototypes have equal
    /// shares only nearly; each image has exactly one to give away.
    /// </remarks>
    /// <param name="scores">Cosines of the batch's embeddings and the prototypes, [B, K].</param>
    /// <param name="others">
    /// Scores of other images that are shared out with them, [Q, K], on the same device, or <see langword="null"/>.
    /// </param>
    /// <param name="epsilon">ε, above 0; 0.05 in the paper. The smaller, the harder the codes.</param>
    /// <param name="iterations">At least 1; 3 in the paper.</param>
    /// <returns>Codes of the batch alone, [B, K], each row a distribution, without a gradient.</returns>
    /// <exception cref="ArgumentException">
    /// The scores are not a matrix with at least one row, or the other scores not one of as many columns.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">ε is not above 0, or there is no iteration.</exception>
    public static Tensor Codes(Tensor scores, Tensor? others, double epsilon, int iterations)
    {
        Check(scores, others, epsilon, iterations);
        using var noGrad = no_grad();
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(scores);
        var own = scores.detach().to(precision);
        var all = others is null ? own : torch.cat(new[] { others.detach().to(precision), own }, 0);
        var log = all.div(epsilon); // [Q + B, K]
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            // What is the same for all images, 1/K and 1/(Q + B), the next scaling takes back.
            log = log.sub(log.logsumexp(0, keepdim: true));
            log = log.sub(log.logsumexp(1, keepdim: true));
        }

        return log.narrow(0, all.size(0) - own.size(0), own.size(0)).exp().MoveToOuterDisposeScope();
    }

    private static void Check(Tensor scores, Tensor? others, double epsilon, int iterations)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.dim() != 2 || scores.numel() == 0)
        {
            throw new ArgumentException(
                $"Scores are [B, K], a row for each image, but they are {Require.Shape(scores)}.",
                nameof(scores)
            );
        }

        if (others is not null && (others.dim() != 2 || others.size(1) != scores.size(1)))
        {
            throw new ArgumentException(
                $"Other images have scores of the same prototypes, [Q, {scores.size(1)}], but these are {Require.Shape(others)}.",
                nameof(others)
            );
        }

        if (!(epsilon > 0 && double.IsFinite(epsilon)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(epsilon),
                epsilon,
                "ε must be above 0 and finite; 0.05 is usual."
            );
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
    }
}
