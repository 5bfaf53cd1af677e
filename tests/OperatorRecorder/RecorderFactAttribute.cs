using Xunit;

namespace ContrastiveDsl.Testing;

/// <summary>A test that looks into libtorch; skipped, with the reason, where that is not possible.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecorderFactAttribute : FactAttribute
{
    /// <summary>Skips where there is no recorder.</summary>
    public RecorderFactAttribute() => Skip = OperatorHook.Unavailable;
}
