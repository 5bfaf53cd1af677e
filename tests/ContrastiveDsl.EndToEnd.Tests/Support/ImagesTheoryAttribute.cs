namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>A theory on real images; skipped where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ImagesTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips where there are no images.</summary>
    public ImagesTheoryAttribute() => Skip = RealImages.Missing;
}
