using System.Collections.Generic;

namespace ContrastiveDsl.Language;

/// <summary>Faults of the tool itself: CDSL9xxx.</summary>
internal static class InternalRules
{
    /// <summary>The tool failed.</summary>
    public static readonly Rule Failure = new(
        "CDSL9999",
        Severity.Error,
        "ContrastiveDsl failed",
        "ContrastiveDsl failed on '{0}': {1}. This is a fault of the tool: please report it with the declaration; without its attributes the project builds meanwhile."
    );

    /// <summary>All rules of the group.</summary>
    public static IReadOnlyList<Rule> All { get; } = [Failure];
}
