using System.Diagnostics;

namespace ContrastiveDsl.Training;

/// <summary>How fast steps are taken since the clock was started anew.</summary>
internal sealed class StepClock
{
    private readonly Stopwatch clock = new();
    private int steps;

    /// <summary>Seconds that have been measured.</summary>
    internal double Seconds => clock.Elapsed.TotalSeconds;

    /// <summary>Begins anew.</summary>
    internal void Restart()
    {
        steps = 0;
        clock.Restart();
    }

    /// <summary>Stands still until it begins anew.</summary>
    internal void Stop() => clock.Stop();

    /// <summary>Counts a step.</summary>
    internal void StepDone() => steps++;

    /// <summary>Images of the counted steps for each second.</summary>
    /// <param name="batchSize">Images of a step.</param>
    internal double ImagesPerSecond(int batchSize) => steps * (double)batchSize / Math.Max(Seconds, 1e-9);
}
