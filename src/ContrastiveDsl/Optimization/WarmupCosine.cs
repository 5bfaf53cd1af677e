namespace ContrastiveDsl.Optimization;

/// <summary>
/// Learning rate with a linear warm-up, then half a cosine from the peak down to the end: with c(x) = (1 + cos πx)/2, W
/// warm-up steps, N steps and D = N − W steps of decay,
/// <c>end + (peak − end)·c((s − (N − D))/D)</c> for s ≥ N − D (Loshchilov and Hutter, 2016, arXiv:1608.03983; warm-up
/// after Goyal et al., 2017, arXiv:1706.02677). With fewer steps of decay the rate stays at its peak between the two
/// (warmup–stable–decay: Hu et al., 2024, arXiv:2404.06395; the cooldown of Zhai et al., 2021, arXiv:2106.04560).
/// </summary>
/// <remarks>
/// A pure function of the step, so a resumed run has no schedule to restore. Before the decay it does not depend on N.
/// </remarks>
public sealed class WarmupCosine
{
    /// <summary>Sets the shape of the curve.</summary>
    /// <param name="peak">The rate after warm-up, 0 or more.</param>
    /// <param name="warmupSteps">W, from 0 to <paramref name="totalSteps"/>.</param>
    /// <param name="totalSteps">N, at least 1.</param>
    /// <param name="start">The rate from which the warm-up starts, 0 or more.</param>
    /// <param name="end">The rate at which the cosine ends, 0 or more.</param>
    /// <param name="form">Which points the warm-up takes.</param>
    /// <param name="decaySteps">
    /// D, from 1 to what the warm-up leaves of <paramref name="totalSteps"/>; null for all that it leaves.
    /// </param>
    public WarmupCosine(
        double peak,
        long warmupSteps,
        long totalSteps,
        double start = 0,
        double end = 0,
        WarmupForm form = WarmupForm.FromStart,
        long? decaySteps = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(peak);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(end);
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(warmupSteps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(warmupSteps, totalSteps);
        if (decaySteps is { } decay)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(decay, 1, nameof(decaySteps));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(decay, totalSteps - warmupSteps, nameof(decaySteps));
        }

        Peak = peak;
        WarmupSteps = warmupSteps;
        TotalSteps = totalSteps;
        DecaySteps = decaySteps ?? (totalSteps - warmupSteps);
        Start = start;
        End = end;
        Form = form;
    }

    /// <summary>The rate after warm-up.</summary>
    public double Peak { get; }

    /// <summary>Steps that warm up.</summary>
    public long WarmupSteps { get; }

    /// <summary>All steps, warm-up included.</summary>
    public long TotalSteps { get; }

    /// <summary>The last steps, in which the rate falls; before them and after the warm-up it is the peak.</summary>
    public long DecaySteps { get; }

    /// <summary>The rate from which the warm-up starts.</summary>
    public double Start { get; }

    /// <summary>The rate at which the cosine ends.</summary>
    public double End { get; }

    /// <summary>Which points the warm-up takes.</summary>
    public WarmupForm Form { get; }

    /// <summary>The schedule of a run.</summary>
    /// <param name="learningRate">The rate after warm-up.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch, at least 1.</param>
    /// <param name="epochs">Epochs of the run, at least 1.</param>
    /// <param name="warmupFraction">Share of all steps that warm up, in [0, 1]; rounded to the nearest step.</param>
    /// <param name="warmupEpochs">Epochs that warm up, instead of a share.</param>
    /// <param name="finalLearningRate">The rate at which the cosine ends.</param>
    /// <param name="form">Which points the warm-up takes.</param>
    /// <param name="decayEpochs">
    /// Epochs at the end in which the rate falls, 0 or more; rounded to the nearest step. 0 for all after the warm-up.
    /// </param>
    /// <exception cref="ArgumentException">
    /// Both a share and epochs of warm-up are given, or more warm-up and decay than the run has steps.
    /// </exception>
    public static WarmupCosine ForRun(
        double learningRate,
        int stepsPerEpoch,
        int epochs,
        double warmupFraction = 0,
        double warmupEpochs = 0,
        double finalLearningRate = 0,
        WarmupForm form = WarmupForm.FromStart,
        double decayEpochs = 0
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(warmupFraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(warmupFraction, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(warmupEpochs);
        ArgumentOutOfRangeException.ThrowIfNegative(decayEpochs);
        if (warmupFraction > 0 && warmupEpochs > 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The warm-up is given twice, as {warmupFraction} of the run and as {warmupEpochs} epochs: give one of them."
                )
            );
        }

        if (warmupEpochs > epochs)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"A warm-up of {warmupEpochs} epochs does not fit a run of {epochs}: lower it, or train longer."
                ),
                nameof(warmupEpochs)
            );
        }

        var total = (long)stepsPerEpoch * epochs;
        var warmup = Math.Min(Whole((warmupFraction * total) + (warmupEpochs * stepsPerEpoch)), total);
        if (decayEpochs == 0)
        {
            return new WarmupCosine(learningRate, warmup, total, 0, finalLearningRate, form);
        }

        var decay = Math.Max(1, Whole(decayEpochs * stepsPerEpoch));
        return warmup + decay <= total
            ? new WarmupCosine(learningRate, warmup, total, 0, finalLearningRate, form, decay)
            : throw new ArgumentException(
                $"A warm-up of {warmup} steps and a decay of {decay} do not fit a run of {total}: shorten one of them, or train longer.",
                nameof(decayEpochs)
            );
    }

    /// <summary>The rate of a step.</summary>
    /// <param name="step">The step, from 0; from <see cref="TotalSteps"/> on the rate stays <see cref="End"/>.</param>
    public double At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return step < WarmupSteps ? Start + ((Peak - Start) * WarmedUp(step))
            : step < TotalSteps - DecaySteps ? Peak
            : End + ((Peak - End) * HalfCosine.At(Progress(step)));
    }

    private static long Whole(double steps) => (long)Math.Round(steps, MidpointRounding.AwayFromZero);

    private double WarmedUp(long step) =>
        Form switch
        {
            WarmupForm.FromStart => (double)step / WarmupSteps,
            WarmupForm.BothEnds => WarmupSteps == 1 ? 0 : (double)step / (WarmupSteps - 1),
            WarmupForm.AfterStart => (step + 1.0) / WarmupSteps,
            _ => throw new InvalidOperationException($"There is no warm-up form {Form}."),
        };

    private double Progress(long step)
    {
        var length = DecaySteps - (Form == WarmupForm.AfterStart ? 1 : 0);
        return length <= 0 ? 1 : Math.Min(1, (double)(step - (TotalSteps - DecaySteps)) / length);
    }
}
