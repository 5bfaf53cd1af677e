namespace ContrastiveDsl.Language;

/// <summary>The two families from which the authors of a method draw the views of an image.</summary>
/// <param name="First">That of the first view.</param>
/// <param name="Second">That of the second.</param>
internal sealed record ViewsPair(ViewsPreset First, ViewsPreset Second)
{
    /// <summary>BYOL's, which others have taken over.</summary>
    public static ViewsPair OfByol { get; } = new(ViewsPreset.ByolFirst, ViewsPreset.ByolSecond);
}
