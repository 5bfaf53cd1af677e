using System.Diagnostics;
using System.Globalization;
using ContrastiveDsl.Data;
using ContrastiveDsl.Testing;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Benchmarks;

/// <summary>
/// Which statements of an emitted loop take a step's time, and how much of it is arithmetic of libtorch.
/// </summary>
internal static class WhereTimeGoes
{
    /// <summary>Lines of the table of operators.</summary>
    private const int Operators = 16;

    private static readonly (string What, string Name, int Channels, int Side)[] Cases =
    [
        ("small residual network, 28×28, SimCLR", "ClothesSimClr", 1, 28),
        ("small residual network, 28×28, BYOL", "ClothesByol", 1, 28),
        ("ResNet-18, small stem, 32×32, SimCLR", nameof(ColorFloat32), 3, 32),
    ];

    /// <summary>Measures and prints; on one thread, by its processor time.</summary>
    /// <param name="steps">Steps of each.</param>
    public static void Run(int steps)
    {
        HostMemory.KeepActivations();
        Threads.Use(1);
        foreach (var (what, name, channels, side) in Cases)
        {
            var definition = Experiments.All.Single(found => found.Name == name);
            using var images = Precisions.RandomImages(steps * definition.Defaults.BatchSize, channels, side);
            Precisions.Train(name, images, Math.Min(2, steps));
            Say($"{what}, batches of {definition.Defaults.BatchSize}, {steps} steps; processor time of one thread");
            Share(definition, images, steps);
            Split(definition, images, steps);
        }
    }

    private static void Share(ExperimentDefinition definition, ImageSet images, int steps)
    {
        var (operators, thread, process, waited) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0.0);
        Train(definition, images, train =>
        {
            var (before, start) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
            using var clock = new OperatorClock();
            train();
            (operators, thread) = (clock.InOperators, clock.Total);
            (process, waited) = (Environment.CpuUsage.TotalTime - before, images.Waited / start.Elapsed);
        });
        Say(
            $"  a step takes {process.TotalMilliseconds / steps:F1} ms; waiting for images takes {100 * waited:F2} % of the time"
        );
        Say(
            $"  {100 * (operators / process):F2} % in operators of libtorch, {100 * ((thread - operators) / process):F2} % between them, {100 * ((process - thread) / process):F2} % on other threads"
        );
    }

    private static void Split(ExperimentDefinition definition, ImageSet images, int steps)
    {
        List<(string Caller, string Operator, int Calls, TimeSpan Time)> times = [];
        Train(definition, images, train =>
        {
            using var clock = new OperatorClock(Statement);
            train();
            times.AddRange(clock.Times);
        });
        var all = times.Aggregate(TimeSpan.Zero, (sum, found) => sum + found.Time);
        Print("statement of the emitted loop", times.GroupBy(found => found.Caller), all, steps, int.MaxValue);
        Print("operator", times.GroupBy(found => found.Operator), all, steps, Operators);
    }

    private static void Print(
        string title,
        IEnumerable<IGrouping<string, (string Caller, string Operator, int Calls, TimeSpan Time)>> groups,
        TimeSpan all,
        int steps,
        int lines
    )
    {
        Say($"  {title, -40} {"calls", 7} {"ms", 9} {"%", 6}");
        var sums = groups
            .Select(group =>
                (
                    Name: group.Key,
                    Calls: group.Sum(found => found.Calls),
                    Time: group.Aggregate(TimeSpan.Zero, (sum, found) => sum + found.Time)
                )
            )
            .OrderByDescending(found => found.Time);
        foreach (var (name, calls, time) in sums.Take(lines))
        {
            Say(
                $"  {name, -40} {(double)calls / steps, 7:F1} {time.TotalMilliseconds / steps, 9:F2} {100 * (time / all), 6:F2}"
            );
        }
    }

    private static void Train(ExperimentDefinition definition, ImageSet images, Action<Action> measure)
    {
        var settings = definition.Defaults with { Epochs = 1 };
        using var experiment = definition.Create(settings);
        using var run = TrainingRun.Start(definition.Name, settings);
        measure(() => experiment.Train(images, run));
    }

    /// <summary>
    /// What the emitted <c>Train</c> called, such as <c>Optimizer.Step</c>, on whose behalf an operator runs.
    /// </summary>
    private static string Statement(StackTrace stack)
    {
        for (var i = 1; i < stack.FrameCount; i++)
        {
            var method = stack.GetFrame(i)?.GetMethod();
            if (method?.Name == nameof(IExperiment.Train) && typeof(IExperiment).IsAssignableFrom(method.DeclaringType))
            {
                var called = stack.GetFrame(i - 1)?.GetMethod();
                return $"{called?.DeclaringType?.Name}.{called?.Name}";
            }
        }

        return "elsewhere";
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
