using System.Diagnostics;
using ContrastiveDsl.Testing;

// Arguments: the repository's folder, and what names of tests to run contain. Projects run one after another, since
// each uses all cores.
var contained = args.Length > 1 && args[1].Length > 0 ? args[1] : null;
var (passed, failed, skipped) = (0, 0, 0);
var results = Directory.CreateTempSubdirectory("contrastive-tests-").FullName;
try
{
    foreach (var project in TestProject.Of(Path.Combine(args[0], "tests")))
    {
        if (!project.IsBuilt)
        {
            Console.WriteLine($"  {project.Name} was not built; is it in the solution?");
            failed++;
            continue;
        }

        var clock = Stopwatch.StartNew();
        var report = project.Run(results, contained);
        if (report.IsOutOfQuestion)
        {
            continue;
        }

        foreach (var line in report.Lines(clock.Elapsed))
        {
            Console.WriteLine(line);
        }

        passed += report.Results.Passed;
        failed += report.Failed;
        skipped += report.Results.Skipped;
    }
}
finally
{
    Directory.Delete(results, recursive: true);
}

if (passed + failed + skipped == 0)
{
    Console.WriteLine(contained is null ? "No test ran." : $"No test ran: no full name contains \"{contained}\".");
}

Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
return failed == 0 && passed > 0 ? 0 : 1;
