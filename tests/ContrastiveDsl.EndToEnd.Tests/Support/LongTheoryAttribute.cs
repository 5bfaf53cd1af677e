namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>A theory that runs among the long tests only.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute() =>
        Skip = Environment.GetEnvironmentVariable("CONTRASTIVE_LONG") == "1" ? null : "It is a long test (--long).";
}
