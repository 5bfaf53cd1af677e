namespace ContrastiveDsl.Hosting.Tests;

/// <summary>What a run has left in its folder.</summary>
internal static class RunFiles
{
    /// <summary>What it has logged of its steps.</summary>
    internal static string[] StepLines(string run) =>
        [
            .. File.ReadLines(Path.Combine(run, "metrics.jsonl"))
                .Where(line => !line.Contains("\"epoch\"") && !line.Contains("\"evaluation\"")),
        ];
}
