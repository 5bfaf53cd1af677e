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

    /// <summary>
    /// The same by the time that the processor worked, which other programs on the machine hardly change; of one
    /// thread, since threads that wait for each other work too.
    /// </summary>
    public static double OfProcessor(int images, Action work)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        work();
        self.Refresh();
        return images / (self.TotalProcessorTime - before).TotalSeconds;
    }
}
