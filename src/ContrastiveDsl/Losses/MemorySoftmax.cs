using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Losses;

/// <summary>
/// The softmax over rows of a memory bank, the non-parametric classifier of instance discrimination (Wu et al., 2018,
/// arXiv:1805.01978, equation 2): each embedding shall recognize its own row among the negatives, sampled or all of the
/// bank.
/// </summary>
public static class MemorySoftmax
{
    private const string Name = "The softmax over a memory bank";

    /// <summary>
    /// The mean over the batch of the cross entropy that the own row is the right one of 1 + K: <c>-log(exp s₀ / (exp
    /// s₀ + Σₖ exp sₖ))</c> with <c>s = cos/τ</c>.
    /// </summary>
    /// <remarks>
    /// Everything is computed in float32 (float64 stays float64). If all cosines are equal, the loss is ln(K + 1).
    /// </remarks>
    /// <param name="positives">Cosines of the embeddings with their own rows of the bank, [B].</param>
    /// <param name="negatives">
    /// Their cosines with the other rows, [B, K]. Minus infinity leaves a row out; one of each line must stay.
    /// </param>
    /// <param name="temperature">Above 0; 0.07 in the paper, 0.1 on CIFAR.</param>
    /// <returns>A scalar, float32 (float64 if the cosines are), with gradients to positives and negatives.</returns>
    /// <exception cref="ArgumentException">The shapes are not [B] and [B, K] with B and K at least 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not above 0.</exception>
    public static Tensor Loss(Tensor positives, Tensor negatives, double temperature)
    {
        Require.Scores(Name, positives, nameof(positives), negatives, nameof(negatives));
        Require.Temperature(temperature);
        using var scope = torch.NewDisposeScope();
        var precision = UnitRows.Precision(positives, negatives);
        var others = negatives.to(precision).div(temperature).logsumexp(1);
        // As in InfoNCE: nothing cancels where the loss is small.
        return others.sub(positives.to(precision).div(temperature)).softplus().mean().MoveToOuterDisposeScope();
    }
}
