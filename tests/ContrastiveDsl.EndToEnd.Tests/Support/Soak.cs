using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ContrastiveDsl.Data;
using ContrastiveDsl.Distribution;
using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>
/// A training of many steps on a few small images. What memory it keeps is measured after each tenth of them, once the
/// collector has taken what nobody holds; after half of them all that is made once is made, the runtime's own included.
/// </summary>
internal sealed class Soak : IEpochScorer
{
    /// <summary>What the program of these tests does with a name and a number of steps.</summary>
    internal const string Verb = "soak";

    private const int BatchSize = 32;
    private const int StepsPerEpoch = 8;
    private const double Mebi = 1 << 20;
    private const string Trim = "malloc_trim";
    private readonly string name;
    private readonly int steps;
    private readonly List<long> tensors = [];
    private readonly List<long> resident = [];

    private Soak(string name, int steps) => (this.name, this.steps) = (name, steps);

    private Soak(string name, int steps, IEnumerable<long[]> measured)
        : this(name, steps)
    {
        foreach (var numbers in measured)
        {
            tensors.Add(numbers[1]);
            resident.Add(numbers[2]);
        }
    }

    /// <summary>Tensors that are alive at the end and were not after a tenth of the steps.</summary>
    public long MoreTensors => tensors[^1] - tensors[0];

    /// <summary>Bytes of resident memory at the end beyond those after half of the steps.</summary>
    public long MoreResident => resident[^1] - resident[(resident.Count / 2) - 1];

    /// <summary>Trains.</summary>
    /// <param name="name">The experiment.</param>
    /// <param name="steps">How many steps; a multiple of 80.</param>
    /// <param name="stepped">Called after each step, if given.</param>
    public static Soak Run(string name, int steps, Action? stepped = null)
    {
        (steps % (10 * StepsPerEpoch)).Should().Be(0);
        var soak = new Soak(name, steps);
        var definition = TrainingTests.Definition(name);
        var settings = TrainingTests.Settings(definition, steps / StepsPerEpoch, BatchSize);
        using var images = Noise(definition.Model.Encoder.ImageSize);
        using var experiment = definition.Create(settings);
        var listener = new Listener(step =>
        {
            stepped?.Invoke();
            soak.Measure(step.Position.Step);
        });
        using var run = TrainingRun.Start(name, settings, listener);
        if (!World.Current.IsFirst)
        {
            // Steps are told to the first process's listener alone.
            run.Scorer = soak;
        }

        experiment.Train(images, run);
        run.Step.Should().Be(steps);
        return soak;
    }

    /// <summary>
    /// The same in a process of its own: what the heap of one that has done other things gives back, and when, is
    /// theirs too.
    /// </summary>
    public static Soak RunApart(string name, int steps)
    {
        string[] words = [typeof(Soak).Assembly.Location, Verb, name, steps.ToString(Culture)];
        using var process = Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, output);
        return Read(name, steps, output).Single();
    }

    /// <summary>Writes a line of both numbers, and of the process's, for each tenth of the steps.</summary>
    public void WriteTo(TextWriter output, int rank)
    {
        foreach (var (count, bytes) in tensors.Zip(resident))
        {
            output.WriteLine(string.Create(Culture, $"{rank} {count} {bytes}"));
        }
    }

    /// <summary>What <see cref="WriteTo"/> wrote in each of several processes.</summary>
    public static Soak[] Read(string name, int steps, string output) =>
        [
            .. output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => Array.ConvertAll(line.Split(' '), word => long.Parse(word, Culture)))
                .GroupBy(numbers => numbers[0])
                .Select(process => new Soak(name, steps, process)),
        ];

    IReadOnlyList<EpochScore> IEpochScorer.Score(EpochReport epoch)
    {
        Measure(epoch.Step);
        return [];
    }

    /// <summary>What was measured, in words.</summary>
    public override string ToString()
    {
        var more = resident.Skip(1).Select(bytes => ((bytes - resident[0]) / Mebi).ToString("+0.0;-0.0", Culture));
        return string.Create(
            Culture,
            $"{name}: {steps} steps; {resident[0] / Mebi:F1} MiB after a tenth, then {string.Join(", ", more)}; {MoreTensors} tensors more"
        );
    }

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    /// <remarks>
    /// Memory is read after every step, though noted after each tenth of them alone: else this code would see its
    /// thirtieth call near the end, be compiled once more for speed, and 3 MiB of the compiler's memory would count.
    /// </remarks>
    private void Measure(long step)
    {
        _ = Environment.WorkingSet;
        if (step % (steps / 10) != 0)
        {
            return;
        }

        Garbage.Collect();
        GiveBackHeap();
        tensors.Add(Tensor.TotalCount);
        resident.Add(Environment.WorkingSet);
    }

    /// <summary>
    /// What is free stays in glibc's heap, in pieces whose number wavers by some MiB: only what is in use shall count.
    /// Other heaps have no such call.
    /// </summary>
    private static void GiveBackHeap()
    {
        if (NativeLibrary.TryLoad("libc.so.6", out var libc) && NativeLibrary.TryGetExport(libc, Trim, out _))
        {
            _ = GiveBack(0);
        }
    }

    [DllImport("libc.so.6", EntryPoint = Trim)]
    private static extern int GiveBack(nuint padding);

    private static ImageSet Noise(int side)
    {
        using var scope = NewDisposeScope();
        var count = BatchSize * StepsPerEpoch;
        return new ImageSet(
            randint(0, 256, [count, 1, side, side]).to(ScalarType.Byte),
            arange(count, dtype: ScalarType.Int64).remainder(10)
        );
    }
}
