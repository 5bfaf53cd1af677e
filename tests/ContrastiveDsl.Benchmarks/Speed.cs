using System.Diagnostics;

namespace ContrastiveDsl.Benchmarks;

/// <summary>Times a piece of work.</summary>
internal static class Speed
{
    /// <summary>Images per second of a piece of work over the given number of images.</summary>
    public static double Of(int images, Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return images / clock.Elapsed.TotalSeconds;
    }
}
