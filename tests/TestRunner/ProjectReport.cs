namespace ContrastiveDsl.Testing;

/// <summary>One test project that was run, and what there is to say of it.</summary>
/// <param name="Project">Its name.</param>
/// <param name="ExitCode">The exit code of its run.</param>
/// <param name="Results">What it reported.</param>
/// <param name="Log">What the run wrote.</param>
/// <param name="Filtered">Whether tests were chosen by name, so that there may be none.</param>
internal sealed record ProjectReport(string Project, int ExitCode, TestResults Results, string Log, bool Filtered)
{
    private const string Indent = "      ";
    private const int StackLines = 4;
    private const int FirstLogLines = 20;
    private const int LastLogLines = 8;
    private const int LongestLine = 200;

    /// <summary>Where a test's own lines are not.</summary>
    private static readonly string[] Foreign = ["at FluentAssertions.", "at Xunit.", "at System.", "---"];

    /// <summary>Whether no test of it bears the name.</summary>
    internal bool IsOutOfQuestion => Filtered && ExitCode == 0 && Results.Tests.Count == 0;

    /// <summary>
    /// Whether it ended before its end. The test under way then has no result, and a project without a test is broken.
    /// A failure beside a crash would hide it in the exit code, but not in the log.
    /// </summary>
    internal bool Crashed =>
        !IsOutOfQuestion
        && (
            Results.Tests.Count == 0
            || (ExitCode != 0 && Results.Failed == 0)
            || Log.Contains("Test Run Aborted", StringComparison.Ordinal)
        );

    internal int Failed => Results.Failed + (Crashed ? 1 : 0);

    /// <summary>The lines to show.</summary>
    /// <param name="duration">How long it took.</param>
    internal IEnumerable<string> Lines(TimeSpan duration) =>
        [
            $"{Project, -40} {Results.Passed, 4} passed, {Failed} failed, {Results.Skipped} skipped  "
                + $"({duration.TotalSeconds:F0} s)",
            .. Crashed ? CrashLines() : [],
            .. With(Outcome.Failed).SelectMany(FailureLines),
            // What many lack, such as the images, is said once.
            .. With(Outcome.Skipped).GroupBy(test => test.Message).SelectMany(SkippedLines),
        ];

    private static IEnumerable<string> FailureLines(TestResult test)
    {
        var stack = Split(test.Stack).Where(IsOwn).Take(StackLines);
        return [$"  Failed: {test.Name}", .. Indented(Split(test.Message)), .. Indented(stack)];
    }

    private static bool IsOwn(string line) =>
        !Foreign.Any(start => line.TrimStart().StartsWith(start, StringComparison.Ordinal));

    private static IEnumerable<string> SkippedLines(IGrouping<string, TestResult> tests) =>
        [$"  Skipped: {tests.Key}", .. Indented(tests.Select(test => test.Name))];

    private IEnumerable<TestResult> With(Outcome outcome) => Results.Tests.Where(test => test.Outcome == outcome);

    private IEnumerable<string> CrashLines()
    {
        var written = Split(Log).Where(line => line.Trim().Length > 0);
        var lines = Indented(written.Select(line => line[..Math.Min(line.Length, LongestLine)])).ToArray();
        IEnumerable<string> shown =
            lines.Length <= FirstLogLines + LastLogLines
                ? lines
                : [.. lines[..FirstLogLines], Indent + "...", .. lines[^LastLogLines..]];
        return [$"  {Project} did not run to its end (exit code {ExitCode}):", .. shown];
    }

    private static string[] Split(string text) => text.Length == 0 ? [] : text.ReplaceLineEndings("\n").Split('\n');

    private static IEnumerable<string> Indented(IEnumerable<string> lines) => lines.Select(line => Indent + line);
}
