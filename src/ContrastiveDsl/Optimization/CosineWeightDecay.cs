namespace ContrastiveDsl.Optimization;

/// <summary>
/// Weight decay that goes from an initial to a final value along half a cosine, up or down: <c>final + (initial −
/// final)·(1 + cos(π·s/N))/2</c> (DINO: Caron et al., 2021, arXiv:2104.14294, from 0.04 to 0.4).
/// </summary>
/// <remarks>A pure function of the step, so a resumed run has no schedule to restore.</remarks>
public sealed class CosineWeightDecay
{
    /// <summary>Sets the ends of the curve.</summary>
    /// <param name="initial">The decay of the first step, 0 or more.</param>
    /// <param name="final">The decay at the end, 0 or more: step N would be the first to have it.</param>
    /// <param name="totalSteps">N, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public CosineWeightDecay(double initial, double final, long totalSteps)
    {
        RequireDecay(initial, nameof(initial));
        RequireDecay(final, nameof(final));
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        Initial = initial;
        Final = final;
        TotalSteps = totalSteps;
    }

    /// <summary>The decay of the first step.</summary>
    public double Initial { get; }

    /// <summary>The decay at the end.</summary>
    public double Final { get; }

    /// <summary>All steps.</summary>
    public long TotalSteps { get; }

    /// <summary>The decay over a run.</summary>
    /// <param name="initial">The decay of the first step, 0 or more.</param>
    /// <param name="final">The decay at the end, 0 or more.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch, at least 1.</param>
    /// <param name="epochs">Epochs of the run, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static CosineWeightDecay ForRun(double initial, double final, int stepsPerEpoch, int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        return new CosineWeightDecay(initial, final, (long)stepsPerEpoch * epochs);
    }

    /// <summary>The decay of a step, from 0; after the end it stays <see cref="Final"/>.</summary>
    /// <param name="step">The step, from 0.</param>
    public double At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return Final + ((Initial - Final) * HalfCosine.At(Math.Min(1, (double)step / TotalSteps)));
    }

    private static void RequireDecay(double value, string name)
    {
        if (!(value >= 0) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "A weight decay is 0 or more.");
        }
    }
}
