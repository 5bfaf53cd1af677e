using System.Collections.Concurrent;
using System.Diagnostics;
using ContrastiveDsl.Testing;

// Arguments: the repository's folder, and what names of tests to run contain. Two projects run at a time, since most
// tests keep one core busy; the longest come first and the longest of all in two parts, so that both end together.
string[] longest = ["ContrastiveDsl.EndToEnd.Tests", "ContrastiveDsl.Generators.Tests"];
var contained = args.Length > 1 && args[1].Length > 0 ? args[1] : null;
var (passed, failed, skipped) = (0, 0, 0);
var results = Directory.CreateTempSubdirectory("contrastive-tests-").FullName;
var counting = new Lock();
try
{
    var projects = new ConcurrentQueue<TestProject>(
        TestProject
            .Of(Path.Combine(args[0], "tests"))
            .SelectMany(project => project.Name == longest[0] ? project.SplitBy("Processes") : [project])
            .OrderBy(project => Array.IndexOf(longest, project.Name) is >= 0 and var place ? place : longest.Length)
    );
    Parallel.Invoke(() => RunAll(projects), () => RunAll(projects));
}
finally
{
    Directory.Delete(results, recursive: true);
}

if (passed + failed + skipped == 0)
{
    Console.WriteLine(
        contained is null ? "No test ran." : $"No test ran: no full or displayed name contains \"{contained}\"."
    );
}

Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
return failed == 0 && passed > 0 ? 0 : 1;

void RunAll(ConcurrentQueue<TestProject> projects)
{
    while (projects.TryDequeue(out var project))
    {
        if (!project.IsBuilt)
        {
            Report([$"  {project.Name} was not built; is it in the solution?"], 0, 1, 0);
            continue;
        }

        var clock = Stopwatch.StartNew();
        var report = project.Run(results, contained);
        if (!report.IsOutOfQuestion)
        {
            Report(report.Lines(clock.Elapsed), report.Results.Passed, report.Failed, report.Results.Skipped);
        }
    }
}

void Report(IEnumerable<string> lines, int passing, int failing, int skipping)
{
    lock (counting)
    {
        foreach (var line in lines)
        {
            Console.WriteLine(line);
        }

        (passed, failed, skipped) = (passed + passing, failed + failing, skipped + skipping);
    }
}
