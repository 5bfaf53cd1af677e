using System.Globalization;
using ContrastiveDsl.Data;
using ContrastiveDsl.Distribution;
using ContrastiveDsl.Modules;
using ContrastiveDsl.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>What one of several processes does; each says on lines of its own what came out.</summary>
internal static class WorldProgram
{
    /// <summary>The verb of the tests' program.</summary>
    internal const string Verb = "world";

    /// <summary>More elements than are added up in one call, and more than a few reductions take.</summary>
    internal const int Many = (int)World.SummedAtOnce + 5;

    private static readonly Dictionary<string, Action<World>> Cases = new(StringComparer.Ordinal)
    {
        [nameof(Gathered)] = Gathered,
        [nameof(Summed)] = Summed,
        [nameof(Agreed)] = Agreed,
        [nameof(Normalized)] = Normalized,
        [nameof(Caught)] = Caught,
        [nameof(Unequal)] = Unequal,
        [nameof(Stopped)] = Stopped,
        [nameof(Astray)] = Astray,
    };

    /// <summary>Exchanges what the cases say.</summary>
    internal static int Run(IEnumerable<string> names) =>
        Join(world =>
        {
            foreach (var name in names)
            {
                using var scope = NewDisposeScope();
                Cases[name](world);
            }
        });

    /// <summary>Joins, does something, and leaves; ends all processes if it cannot.</summary>
    internal static int Join(Action<World> act)
    {
        try
        {
            TorchLibrary.Require();
            var world = World.Join();
            act(world);
            world.Leave();
            return 0;
        }
        catch (DistributionException exception)
        {
            Console.Error.WriteLine("error: " + exception.Message);
            World.Current.Abort(2);
            return 2;
        }
    }

    /// <summary>Rows of three types, the gradient that comes back to this process's, and too many of them.</summary>
    internal static void Gathered(World world)
    {
        var own = arange(2 * world.Rank, (2 * world.Rank) + 2).reshape(2, 1);
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Int64, ScalarType.BFloat16 })
        {
            Say(world, $"{type} {Text(world.Gather(own.to(type)).flatten())}");
        }

        var rows = own.to(ScalarType.Float64).requires_grad_(true);
        var all = world.Gather(rows);
        (all.square() * arange(1, all.shape[0] + 1).unsqueeze(1)).sum().backward();
        Say(world, $"gradient {Text(rows.grad!.flatten())}");
        try
        {
            world.Gather(empty(((1L << 31) / world.Size) + 1, ScalarType.Byte));
        }
        catch (ArgumentException exception)
        {
            Say(world, exception.Message[..37]);
        }

        Say(world, $"share {string.Join(' ', world.Share(new Batch(0, 0, [.. Enumerable.Range(0, 12)])).Samples)}");
    }

    /// <summary>Sums of more elements than fit in one call.</summary>
    internal static void Summed(World world)
    {
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            var values = arange(0, 7).to(type).mul(world.Rank + 1).repeat((Many / 7) + 1).narrow(0, 0, Many);
            world.Sum(values);
            Say(world, $"{type} {values.sum(ScalarType.Float64).ToDouble()} {values[^1].ToDouble()}");
        }
    }

    /// <summary>What the first process says, and what any of them says.</summary>
    internal static void Agreed(World world)
    {
        var values = full([3], world.Rank + 5);
        world.Broadcast(values);
        var bytes = world.Broadcast(world.IsFirst ? [1, 2, 3] : []);
        world.RequireEqual("The seed", "7");
        world.Barrier();
        Say(world, $"{Text(values)} | {string.Join(' ', bytes)} | {world.Any(world.Rank == 1)} {world.Any(false)}");
        Say(world, $"local {world.LocalRank} of {world.LocalSize}");
    }

    /// <summary>Differences from batch normalization of the whole batch in one process.</summary>
    internal static void Normalized(World world)
    {
        Compare(world, new SyncBatchNorm1d(5), nn.BatchNorm1d(5), [12, 5]);
        Compare(world, new SyncBatchNorm2d(3), nn.BatchNorm2d(3), [12, 3, 4, 5]);
    }

    /// <summary>A null reference, which .NET learns of by a signal that others would like to take.</summary>
    internal static void Caught(World world)
    {
        try
        {
            Say(world, Nothing()!.Length.ToString(CultureInfo.InvariantCulture));
        }
        catch (NullReferenceException)
        {
            Say(world, "caught");
        }
    }

    /// <summary>Settings that differ.</summary>
    internal static void Unequal(World world) => world.RequireEqual("The batch size", world.Rank == 1 ? "64" : "32");

    /// <summary>The last process is suspended, and comes when somebody lets it go on.</summary>
    internal static void Stopped(World world)
    {
        if (world.Rank == world.Size - 1)
        {
            Launched.Signal(Environment.ProcessId, Signals.Stop);
        }

        world.Barrier();
        Say(world, "together");
    }

    /// <summary>
    /// The first process does not come to where the others wait, the last of which has waited longest.
    /// </summary>
    internal static void Astray(World world)
    {
        if (world.IsFirst)
        {
            Thread.Sleep(Timeout.Infinite);
        }
        else if (world.Rank < world.Size - 1)
        {
            Thread.Sleep(2000);
        }

        world.Sum(ones(1));
    }

    private static string? Nothing() => null;

    private static void Compare(World world, BatchNorm synced, BatchNorm plain, long[] shape)
    {
        synced.to(ScalarType.Float64);
        plain.to(ScalarType.Float64);
        manual_seed(1);
        // Far from 0, where a variance by squares would lose its digits.
        var whole = randn(shape, ScalarType.Float64) + 100;
        var factors = randn(shape, ScalarType.Float64);
        var scale = rand([shape[1]], ScalarType.Float64);
        using (no_grad())
        {
            synced.weight!.copy_(scale);
            plain.weight!.copy_(scale);
        }

        var share = shape[0] / world.Size;
        var own = whole.narrow(0, world.Rank * share, share).clone().requires_grad_(true);
        whole.requires_grad_(true);
        var output = world.Gather(synced.call(own));
        var expected = plain.call(whole);
        (output * factors).sum().backward();
        (expected * factors).sum().backward();
        world.Sum(synced.weight!.grad!);
        world.Sum(synced.bias!.grad!);

        var differences = new[]
        {
            Difference(output, expected),
            Difference(world.Gather(own.grad!), whole.grad!),
            Difference(synced.weight.grad!, plain.weight!.grad!),
            Difference(synced.bias.grad!, plain.bias!.grad!),
            Difference(synced.running_mean!, plain.running_mean!),
            Difference(synced.running_var!, plain.running_var!),
        };
        Say(world, $"{shape.Length} {string.Join(' ', differences.Select(d => d < 1e-12 ? "same" : Text(d)))}");
    }

    private static double Difference(Tensor found, Tensor expected) =>
        ((found - expected).abs().max() / expected.abs().max()).ToDouble();

    private static string Text(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Text(Tensor values) =>
        string.Join(' ', values.to(ScalarType.Float64).data<double>().ToArray().Select(Text));

    private static void Say(World world, string text) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{world.Rank}/{world.Size} {text}"));
}
