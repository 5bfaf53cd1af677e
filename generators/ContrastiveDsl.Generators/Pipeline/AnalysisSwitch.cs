using System;
using System.Threading;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContrastiveDsl.Generators.Pipeline;

/// <summary>
/// Whether the project has switched analyzers off, ours among them, so that somebody else must report the findings.
/// </summary>
internal static class AnalysisSwitch
{
    /// <summary>Reads the build properties of that name, which the project passes on as compiler-visible.</summary>
    public static bool IsOff(AnalyzerConfigOptionsProvider provider, CancellationToken _)
    {
        var options = provider.GlobalOptions;

        // While the user types, RunAnalyzersDuringBuild says nothing: the editor's analysis goes on.
        return Is(options, "RunAnalyzers", "false")
            || (Is(options, "RunAnalyzersDuringBuild", "false") && !Is(options, "DesignTimeBuild", "true"));
    }

    private static bool Is(AnalyzerConfigOptions options, string property, string value) =>
        options.TryGetValue("build_property." + property, out var actual)
        && string.Equals(actual, value, StringComparison.OrdinalIgnoreCase);
}
