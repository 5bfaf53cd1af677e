using ContrastiveDsl.Distribution;
using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.Hosting;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>The command line of an experiment that the second process cannot build.</summary>
internal static class FaultyProcess
{
    /// <summary>The verb of the tests' program.</summary>
    internal const string Verb = "faulty";

    /// <summary>What is wrong there.</summary>
    internal const string Fault = "The second process has no memory for this network.";

    /// <summary>Runs a command.</summary>
    internal static int Run(string[] words)
    {
        var whole = TrainingTests.Definition(nameof(TinySimClr));
        return CommandLine.Run(words, [new ExperimentDefinition(whole.Model, whole.Defaults, Create)]);

        IExperiment Create(RunSettings settings) =>
            World.Current.Rank == 1 ? throw new IOException(Fault) : whole.Create(settings);
    }
}
