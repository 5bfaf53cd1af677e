using ContrastiveDsl.Hosting;
using ContrastiveDsl.TestImages;

namespace ContrastiveDsl.EndToEnd.Tests;

/// <summary>A program with the experiments of the tests, for those that need a process of their own.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        DiskHook.Install();
        return CommandLine.Run(args, Experiments.All);
    }
}
