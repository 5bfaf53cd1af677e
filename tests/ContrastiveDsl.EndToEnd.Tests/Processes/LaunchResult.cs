namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>What became of several processes.</summary>
/// <param name="ExitCode">The launcher's.</param>
/// <param name="Output">What they wrote.</param>
/// <param name="Error">What they, and the launcher, wrote as errors.</param>
internal sealed record LaunchResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of the output, in a fixed order whichever process came first.</summary>
    internal string[] Lines =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    /// <summary>Requires that all went well.</summary>
    internal LaunchResult Succeeded()
    {
        ExitCode.Should().Be(0, $"{Output}\n{Error}");
        return this;
    }
}
