using ContrastiveDsl.Reporting;
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
        var page = request.Output ?? UsualPage(request.Runs[0]);
        page.RequireFree();
        var collected = new CollectedRuns(experiments, terminal.Display(request.Computing.Plain));
        var runs = request.Runs.Select(folder => Collect(collected, folder, request)).ToArray();
        page.Write(ReportPage.Of(Told(runs, request.Runs)));
        terminal.Output.Tell($"The report is {page.Path}");
        return ExitCodes.Success;
    }

    private ReportedRun Collect(CollectedRuns collected, string folder, ReportRequest request)
    {
        TrainedRuns.WarnOfBroken(folder, terminal.Error);
        return collected.Of(folder, request);
    }

    /// <summary>The page in a run's folder, where an older one is of no use any more.</summary>
    private static OutputFile UsualPage(string run) =>
        new(Verbs.OutputOption, Path.Combine(run, FileName), Overwrite: true);

    /// <summary>Runs whose folders have the same name are told from one another by their paths.</summary>
    private static ReportedRun[] Told(ReportedRun[] runs, IReadOnlyList<string> folders) =>
        runs.Select(run => run.Name).Distinct(StringComparer.Ordinal).Count() == runs.Length
            ? runs
            : [.. runs.Zip(folders, (run, folder) => run with { Name = folder })];
}
