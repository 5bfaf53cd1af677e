using ContrastiveDsl.Reporting;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>The verb <c>report</c>: a page about runs.</summary>
/// <param name="experiments">The program's experiments.</param>
/// <param name="terminal">Where to write.</param>
internal sealed class ReportCommand(IReadOnlyList<ExperimentDefinition> experiments, Terminal terminal)
{
    /// <summary>The page in the folder of a run.</summary>
    internal const string FileName = "report.html";

    internal int Run(ReportRequest request)
    {
        var output = request.Output ?? Path.Combine(request.Runs[0], FileName);
        if (Directory.Exists(output))
        {
            throw new InputException($"{Verbs.OutputOption} is '{output}', which is a folder; name a file.");
        }

        var collected = new CollectedRuns(experiments, terminal.Display(request.Computing.Plain));
        var runs = request.Runs.Select(folder => collected.Of(folder, request)).ToArray();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        AtomicFile.Write(output, ReportPage.Of(Told(runs, request.Runs)));
        terminal.Output.Profile.Out.Writer.WriteLine($"The report is {output}");
        return ExitCodes.Success;
    }

    /// <summary>Runs whose folders have the same name are told from one another by their paths.</summary>
    private static ReportedRun[] Told(ReportedRun[] runs, IReadOnlyList<string> folders) =>
        runs.Select(run => run.Name).Distinct(StringComparer.Ordinal).Count() == runs.Length
            ? runs
            : [.. runs.Zip(folders, (run, folder) => run with { Name = folder })];
}
