namespace ContrastiveDsl.Optimization;

/// <summary>
/// Learning rate with a linear warm-up of W steps that falls in steps: <c>peak·s/W</c> in step s &lt; W (Goyal et al.,
/// 2017, arXiv:1706.02677), then <c>peak·f^k</c> with k the milestones up to s (MoCo: He et al., 2019,
/// arXiv:1911.05722; PyTorch's MultiStepLR).
/// </summary>
/// <remarks>
/// A pure function of the step, so a resumed run has no schedule to restore; and it does not depend on how many steps a
/// run has.
/// </remarks>
public sealed class StepDecay
{
    private readonly long[] milestones;

    /// <summary>Sets the shape of the curve.</summary>
    /// <param name="peak">The rate after warm-up, 0 or more.</param>
    /// <param name="milestones">Steps from which on the rate is lower, at least 1 each and rising.</param>
    /// <param name="factor">f, by which each lowers it, greater than 0 and less than 1.</param>
    /// <param name="warmupSteps">W, from 0 to the first milestone.</param>
    /// <exception cref="ArgumentException">Milestones do not rise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public StepDecay(double peak, IEnumerable<long> milestones, double factor = 0.1, long warmupSteps = 0)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        ArgumentOutOfRangeException.ThrowIfNegative(peak);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(factor, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(warmupSteps);
        this.milestones = [.. milestones];
        var previous = 0L;
        foreach (var milestone in this.milestones)
        {
            if (milestone <= previous)
            {
                throw new ArgumentException(
                    $"Milestones rise from 1 on, but {milestone} follows {previous}.",
                    nameof(milestones)
                );
            }

            previous = milestone;
        }

        if (this.milestones.Length > 0)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(warmupSteps, this.milestones[0]);
        }

        Peak = peak;
        Factor = factor;
        WarmupSteps = warmupSteps;
    }

    /// <summary>The rate after warm-up.</summary>
    public double Peak { get; }

    /// <summary>Steps from which on the rate is lower, rising.</summary>
    public IReadOnlyList<long> Milestones => milestones;

    /// <summary>By what each milestone multiplies the rate.</summary>
    public double Factor { get; }

    /// <summary>Steps that warm up.</summary>
    public long WarmupSteps { get; }

    /// <summary>The schedule of a run.</summary>
    /// <param name="learningRate">The rate after warm-up.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch, at least 1.</param>
    /// <param name="milestones">Epochs after which the rate falls, at least 1 each and rising.</param>
    /// <param name="factor">By what each milestone multiplies the rate, greater than 0 and less than 1.</param>
    /// <param name="warmupEpochs">Epochs that warm up, from 0 to the first milestone.</param>
    /// <exception cref="ArgumentException">Milestones do not rise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static StepDecay ForRun(
        double learningRate,
        int stepsPerEpoch,
        IEnumerable<int> milestones,
        double factor = 0.1,
        int warmupEpochs = 0
    )
    {
        ArgumentNullException.ThrowIfNull(milestones);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        return new StepDecay(
            learningRate,
            milestones.Select(epoch => (long)epoch * stepsPerEpoch),
            factor,
            (long)warmupEpochs * stepsPerEpoch
        );
    }

    /// <summary>The rate of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <returns>The rate, 0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public double At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (step < WarmupSteps)
        {
            return Peak * step / WarmupSteps;
        }

        // Multiplied one by one: a power has other last bits on another machine.
        var rate = Peak;
        foreach (var milestone in milestones)
        {
            rate *= step >= milestone ? Factor : 1;
        }

        return rate;
    }
}
