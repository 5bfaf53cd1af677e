using Xunit;

namespace ContrastiveDsl.Testing;

/// <summary>A theory that looks into libtorch; skipped, with the reason, where that is not possible.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecorderTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips where there is no recorder.</summary>
    public RecorderTheoryAttribute() => Skip = OperatorHook.Unavailable;
}
