namespace ContrastiveDsl.Hosting;

/// <summary>
/// Estimates when a run will be done, from the pace of the last minute, so that it follows a machine which others use
/// too.
/// </summary>
/// <param name="totalSteps">Steps of the whole run.</param>
internal sealed class TimeLeft(long totalSteps)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Queue<(long Step, TimeSpan At)> seen = new();
    private (long Step, TimeSpan At) latest;

    /// <summary>A step is done. The very first one only starts the clock: Torch prepares its kernels in it.</summary>
    /// <param name="step">Steps done in all.</param>
    /// <param name="at">The time since any fixed moment.</param>
    internal void StepDone(long step, TimeSpan at)
    {
        latest = (step, at);
        seen.Enqueue(latest);
        while (seen.Count > 2 && at - seen.Peek().At > Window)
        {
            seen.Dequeue();
        }
    }

    /// <summary>The time until the last step is done; null before two steps are.</summary>
    internal TimeSpan? Estimate()
    {
        if (!seen.TryPeek(out var first) || latest.Step <= first.Step)
        {
            return null;
        }

        return (latest.At - first.At) * ((double)(totalSteps - latest.Step) / (latest.Step - first.Step));
    }
}
