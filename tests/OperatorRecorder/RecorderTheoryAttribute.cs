using Xunit;

namespace ContrastiveDsl.Testing;

/// <summary>A theory that looks into libtorch; skipped where the backend does not let it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecorderTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips where there is no recorder.</summary>
    public RecorderTheoryAttribute() => Skip = OperatorRecorder.IsAvailable ? null : RecorderFactAttribute.Reason;
}
