namespace ContrastiveDsl.Training;

/// <summary>How fast steps are taken since the clock was started anew.</summary>
/// <param name="time">The clock; that of the system if none is given.</param>
internal sealed class StepClock(TimeProvider? time = null)
{
    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private long started;
    private TimeSpan? stopped = TimeSpan.Zero;
    private int steps;
    private bool isWarm;

    /// <summary>
    /// The first step of a process, which is compiled, asks for its memory and may choose its kernels: as long as two
    /// or three others. Zeros once the clock began anew.
    /// </summary>
    private (int Steps, double Seconds) cold;

    /// <summary>Seconds that have been measured.</summary>
    internal double Seconds => (stopped ?? clock.GetElapsedTime(started)).TotalSeconds;

    /// <summary>Begins anew.</summary>
    internal void Restart()
    {
        (steps, cold) = (0, default);
        (started, stopped) = (clock.GetTimestamp(), null);
    }

    /// <summary>Stands still until it begins anew.</summary>
    internal void Stop() => stopped = clock.GetElapsedTime(started);

    /// <summary>Counts a step.</summary>
    internal void StepDone()
    {
        steps++;
        if (!isWarm)
        {
            (isWarm, cold) = (true, (steps, Seconds));
        }
    }

    /// <summary>
    /// Images of the counted steps for each second, the first step of all left out where there are others.
    /// </summary>
    /// <param name="batchSize">Images of a step.</param>
    internal double ImagesPerSecond(int batchSize)
    {
        var (counted, seconds) = steps > cold.Steps ? (steps - cold.Steps, Seconds - cold.Seconds) : (steps, Seconds);
        return counted * (double)batchSize / Math.Max(seconds, 1e-9);
    }
}
