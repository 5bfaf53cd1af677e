namespace ContrastiveDsl.Optimization;

/// <summary>
/// Momentum of a target network, rising from a base to a final value along half a cosine: <c>final − (final − base)·(1
/// + cos(π·s/N))/2</c> (BYOL: Grill et al., 2020, arXiv:2006.07733; also MoCo v3 and DINO).
/// </summary>
/// <remarks>A pure function of the step, so a resumed run has no schedule to restore.</remarks>
public sealed class CosineMomentum
{
    private readonly double length;

    /// <summary>Sets the shape of the curve.</summary>
    /// <param name="initial">The momentum of the first step, in [0, 1].</param>
    /// <param name="final">The momentum at the end, in [0, 1].</param>
    /// <param name="totalSteps">N, at least 1.</param>
    /// <param name="reachedOnLastStep">
    /// Whether step N − 1 has the final value already, as in lightly; otherwise step N would be the first to have it.
    /// </param>
    public CosineMomentum(double initial, double final, long totalSteps, bool reachedOnLastStep = false)
    {
        RequireMomentum(initial, nameof(initial));
        RequireMomentum(final, nameof(final));
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        Initial = initial;
        Final = final;
        TotalSteps = totalSteps;
        length = reachedOnLastStep ? totalSteps - 1 : totalSteps;
    }

    /// <summary>The momentum of the first step.</summary>
    public double Initial { get; }

    /// <summary>The momentum at the end.</summary>
    public double Final { get; }

    /// <summary>All steps.</summary>
    public long TotalSteps { get; }

    /// <summary>The momentum of a step, from 0; after the end it stays <see cref="Final"/>.</summary>
    public double At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var progress = length <= 0 ? 1 : Math.Min(1, step / length);
        return Final - ((Final - Initial) * HalfCosine.At(progress));
    }

    private static void RequireMomentum(double value, string name)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "A momentum lies in [0, 1].");
        }
    }
}
