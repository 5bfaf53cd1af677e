namespace ContrastiveDsl.Tests.Data;

/// <summary>A test that runs among the long ones only, and only where Linux says how much memory is used.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute() =>
        Skip =
            !OperatingSystem.IsLinux() ? "Only Linux says how much memory is anonymous."
            : Environment.GetEnvironmentVariable("CONTRASTIVE_LONG") == "1" ? null
            : "It is a long test (--long).";
}
