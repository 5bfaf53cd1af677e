using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// Noise-contrastive estimation against a memory bank, the loss of instance discrimination (Wu et al., 2018,
/// arXiv:1805.01978, equations 5 to 7) and of PIRL (Misra and van der Maaten, 2019, arXiv:1912.01991): each embedding
/// shall be told from noise as the one that belongs to its own row of the bank.
/// </summary>
public static class Nce
{
    private const string Name = "NCE";

    /// <summary>
    /// The mean over the batch of <c>-log(P₀ / (P₀ + K/N)) - Σₖ log((K/N) / (Pₖ + K/N))</c>, with <c>P = exp(cos/τ) /
    /// Z</c>. Computed as
    /// <c>softplus(log c - s₀) + Σₖ softplus(sₖ - log c)</c> with <c>s = cos/τ</c> and the noise <c>c = Z·K/N</c>.
    /// </summary>
    /// <remarks>
    /// Everything is computed in float32 (float64 stays float64). It is a sum over the negatives, so it grows with K:
    /// if all cosines are 1 and c = exp(1/τ), the loss is (1 + K)·ln 2. A negative of minus infinity adds nothing and
    /// gets no gradient.
    /// </remarks>
    /// <param name="positives">Cosines of the embeddings with their own rows of the bank, [B].</param>
    /// <param name="negatives">Their cosines with the rows drawn as noise, [B, K].</param>
    /// <param name="noise">Z·K/N, above 0, a scalar [] on the same device. It gets no gradient.</param>
    /// <param name="temperature">Above 0; 0.07 in both papers.</param>
    /// <returns>A scalar, float32 (float64 if the cosines are), with gradients to positives and negatives.</returns>
    /// <exception cref="ArgumentException">The shapes are not [B], [B, K] and [] with B and K at least 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Loss(Tensor positives, Tensor negatives, Tensor noise, double temperature)
    {
        Require.Scores(Name, positives, nameof(positives), negatives, nameof(negatives));
        ArgumentNullException.ThrowIfNull(noise);
        if (noise.dim() != 0)
        {
            throw new ArgumentException(
                $"The noise must be one number for all scores, of shape [], but it is {Require.Shape(noise)}.",
                nameof(noise)
            );
        }

        Require.Temperature(temperature);
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(positives, negatives);
        var level = noise.detach().to(precision).log();
        var data = level.sub(positives.to(precision).div(temperature)).softplus(); // [B]
        var other = negatives.to(precision).div(temperature).sub(level).softplus().sum(dim: 1L); // [B]
        return data.add(other).mean().MoveToOuterDisposeScope();
    }
}
