namespace ContrastiveDsl.Package.Tests;

/// <summary>A test that runs among the long ones only.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute() =>
        Skip = Environment.GetEnvironmentVariable("CONTRASTIVE_LONG") == "1" ? null : "It is a long test (--long).";
}
