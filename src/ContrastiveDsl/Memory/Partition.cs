using ContrastiveDsl.Losses;
using ContrastiveDsl.State;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Memory;

/// <summary>
/// Z, the constant of noise-contrastive estimation over a memory bank (Wu et al., 2018, arXiv:1805.01978, section 3.2):
/// the normalizer of
/// <c>P(i|v) = exp(cos(v, rowᵢ)/τ)/Z</c>, estimated once from the first batch or given, and the same ever after.
/// </summary>
public sealed class Partition : IStateful, IDisposable
{
    private const string ValueName = "value";
    private const string KnownName = "known";

    private readonly double given;
    private bool known;

    /// <summary>Makes a given Z, or one that the first batch estimates.</summary>
    /// <param name="value">Z, finite; 0 to estimate it.</param>
    /// <param name="device">Where the scores are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public Partition(double value, Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(value),
                value,
                "The partition constant Z must be above 0, or 0 to have the first batch estimate it."
            );
        }

        given = value;
        known = value > 0;
        using var scope = NewDisposeScope();
        Value = full([], value, dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
    }

    /// <summary>Z, a scalar in float32; 0 as long as it is not estimated. The same tensor always.</summary>
    public Tensor Value { get; }

    /// <summary>
    /// What <see cref="Nce.Loss"/> compares the likelihoods with: <c>Z·K/N</c>, Z times the rate of the K noise
    /// samples, each of probability 1/N.
    /// </summary>
    /// <remarks>
    /// If Z is not known yet, it becomes <c>N·mean(exp(cos/τ))</c> over all positives and negatives given here, and
    /// stays. In a loss of several terms, the first one calls first. Nothing waits for the device.
    /// </remarks>
    /// <param name="scores">
    /// The cosines with positives [B] and drawn negatives [B, K]; no gradient flows to them.
    /// </param>
    /// <param name="count">The number of images in the memory bank, N, at least 1.</param>
    /// <param name="temperature">τ, above 0; 0.07 in the papers.</param>
    /// <returns>A scalar in float32, without gradient, in the current dispose scope.</returns>
    /// <exception cref="ArgumentException">The scores are not [B] and [B, K] with B and K at least 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The count is below 1, or the temperature is not above 0.
    /// </exception>
    public Tensor Noise(MemoryScores scores, int count, double temperature)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Require.Temperature(temperature);
        var (positives, negatives) = (scores.Positives, scores.Negatives);
        Require.Scores(
            "Noise-contrastive estimation",
            positives,
            nameof(scores.Positives),
            negatives,
            nameof(scores.Negatives)
        );
        using var noGrad = no_grad();
        if (!known)
        {
            Estimate(positives, negatives, count, temperature);
            known = true;
        }

        return Value.mul(negatives.size(1) / (double)count);
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Tensor(ValueName, Value);
        writer.Number(KnownName, known ? 1 : 0);
    }

    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var state = reader.Integer(KnownName);
        using var saved = reader.Tensor(ValueName);
        if (saved.dtype != ScalarType.Float32 || saved.dim() != 0)
        {
            throw new StateException(
                $"The saved partition constant is {saved.dtype} [{string.Join(", ", saved.shape)}], but it is one number, Float32 []: it is damaged."
            );
        }

        var value = saved.ToSingle();
        if (given > 0 && value != (float)given)
        {
            throw new StateException(
                FormattableString.Invariant(
                    $"The partition constant Z is given as {given}, but the run was saved with {value}: it was saved from another experiment."
                )
            );
        }

        using var noGrad = no_grad();
        Value.copy_(saved);
        known = state != 0;
    }

    /// <inheritdoc/>
    public void Dispose() => Value.Dispose();

    /// <summary>
    /// The mean of exponentials by way of its logarithm: single exponentials may be beyond float32 where Z is not.
    /// </summary>
    private void Estimate(Tensor positives, Tensor negatives, int count, double temperature)
    {
        using var scope = NewDisposeScope();
        var all = cat(new[] { positives.detach().reshape(-1), negatives.detach().reshape(-1) }, 0);
        var rate = Math.Log(count) - Math.Log(all.size(0));
        Value.copy_(all.div(temperature).logsumexp(0).add(rate).exp());
    }
}
