using System.Globalization;
using ContrastiveDsl.EndToEnd.Tests.Processes;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.Hosting;
using ContrastiveDsl.TestImages;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>A program with the experiments of the tests, for those that need a process of their own.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is [Soak.Verb, var name, var steps])
        {
            return WorldProgram.Join(world =>
                Soak.Run(name, int.Parse(steps, CultureInfo.InvariantCulture)).WriteTo(Console.Out, world.Rank)
            );
        }

        if (args is [FirstTouch.Verb, var part])
        {
            return FirstTouch.Run(part);
        }

        if (args is [FaultyProcess.Verb, .. var command])
        {
            return FaultyProcess.Run(command);
        }

        if (args is [WorldProgram.Verb, .. var cases])
        {
            return WorldProgram.Run(cases);
        }

        if (args is [TrainedExperiments.Verb, var folder, .. var names])
        {
            return WorldProgram.Join(world => TrainedExperiments.Run(world, folder, names));
        }

        DiskHook.Install();
        return CommandLine.Run(args, Experiments.All);
    }
}
