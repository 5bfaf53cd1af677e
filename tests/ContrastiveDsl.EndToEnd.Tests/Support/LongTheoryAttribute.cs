namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>A theory that runs among the long tests only.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongTheoryAttribute : TheoryAttribute
{
    /// <summary>What is said of one that is left out.</summary>
    internal const string Reason = "It is a long test (--long).";

    public LongTheoryAttribute() => Skip = Runs ? null : Reason;

    /// <summary>Whether long tests run, too.</summary>
    internal static bool Runs => Environment.GetEnvironmentVariable("CONTRASTIVE_LONG") == "1";
}
