namespace ContrastiveDsl.EndToEnd.Tests.Support;

/// <summary>A test on real images; skipped where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ImagesFactAttribute : FactAttribute
{
    /// <summary>Skips where there are no images.</summary>
    public ImagesFactAttribute() => Skip = RealImages.Missing;
}
