using System.Diagnostics;
using System.Globalization;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Benchmarks;

/// <summary>The peak memory of a batch of 8,192 in micro-batches, beside that of a batch of 256.</summary>
internal static class MicroBatches
{
    /// <summary>Measures and prints; each in a process of its own, whose peak the system knows.</summary>
    /// <param name="steps">Steps of each.</param>
    /// <exception cref="InvalidOperationException">One of them failed.</exception>
    public static void Run(int steps)
    {
        Compare("SimCLR", nameof(Batch256), nameof(Batch8192), steps);
        Compare("MAE", nameof(Mae256), nameof(Mae8192), steps);
    }

    private static void Compare(string method, string batch, string microBatches, int steps)
    {
        var (small, large) = (Peak(batch, steps), Peak(microBatches, steps));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{method}, {steps} steps; peak memory in MiB: batch of 256 {small.MiB:F0}, batch of 8,192 in micro-batches of 256 {large.MiB:F0}, ratio {large.MiB / small.MiB:F2}; images per second of processor time {small.Speed:F0} and {large.Speed:F0}"
            )
        );
    }

    /// <summary>Trains one of the two, in a process of its own, and prints its peak and its speed.</summary>
    /// <param name="name">The experiment.</param>
    /// <param name="steps">Steps.</param>
    public static void Measure(string name, int steps)
    {
        HostMemory.KeepActivations();
        Threads.Use(1);
        var batch = Experiments.All.Single(found => found.Name == name).Defaults.BatchSize;
        // As many for both, so that the images are no part of the difference.
        using var images = Precisions.RandomImages(steps * 8192, channels: 1, side: 28);
        var speed = Speed.OfProcessor(steps * batch, () => Precisions.Train(name, images, steps));
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{self.PeakWorkingSet64 / 1048576.0} {speed}"));
    }

    private static (double MiB, double Speed) Peak(string name, int steps)
    {
        string[] words =
        [
            typeof(MicroBatches).Assembly.Location,
            "--memory-of",
            name,
            "--steps",
            steps.ToString(CultureInfo.InvariantCulture),
        ];
        var numbers = OtherProcess.LastLine(new ProcessStartInfo(Environment.ProcessPath!, words)).Split(' ');
        return (
            double.Parse(numbers[0], CultureInfo.InvariantCulture),
            double.Parse(numbers[1], CultureInfo.InvariantCulture)
        );
    }
}
