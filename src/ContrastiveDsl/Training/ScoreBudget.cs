namespace ContrastiveDsl.Training;

/// <summary>
/// When to score: so seldom that scores never take more than a share of the time that the training has taken.
/// </summary>
/// <param name="share">The share, at least 0; from 1 on after every epoch, however long that takes.</param>
internal sealed class ScoreBudget(double share)
{
    private double trained;
    private double spent;
    private double? expected;

    /// <summary>Whether the cost of a score is known, so that it can be said whether one is due.</summary>
    internal bool IsKnown => expected is not null || share >= 1;

    /// <summary>Whether a score is affordable.</summary>
    internal bool IsDue => share >= 1 || (expected is { } seconds && spent + seconds <= share * trained);

    /// <summary>Notes time of training.</summary>
    internal void Train(double seconds) => trained += seconds;

    /// <summary>Notes a score that took so long; the next is expected to take as long.</summary>
    internal void Spend(double seconds)
    {
        spent += seconds;
        expected = seconds;
    }

    /// <summary>Notes an estimate of what a score takes, and what the estimate took.</summary>
    internal void Estimate(double seconds, double cost)
    {
        spent += cost;
        expected = seconds;
    }
}
