using Xunit;

namespace ContrastiveDsl.Testing;

/// <summary>A test that looks into libtorch; skipped where the backend does not let it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecorderFactAttribute : FactAttribute
{
    internal const string Reason = "the operator recorder needs the System backend";

    /// <summary>Skips where there is no recorder.</summary>
    public RecorderFactAttribute() => Skip = OperatorRecorder.IsAvailable ? null : Reason;
}
