using ContrastiveDsl.TestImages;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>A program that declares one experiment, for tests that need a process of their own.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        DiskHook.Install();
        return CommandLine.Run(args, [StripesExperiment.Definition]);
    }
}
