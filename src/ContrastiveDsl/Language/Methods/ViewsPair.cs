namespace ContrastiveDsl.Language;

/// <summary>The two families from which the authors of a method draw the views of an image.</summary>
/// <param name="First">That of the first view.</param>
/// <param name="Second">That of the second.</param>
/// <param name="Difference">How views of the one differ from those of the other, as a sentence in a message.</param>
internal sealed record ViewsPair(ViewsPreset First, ViewsPreset Second, string Difference)
{
    /// <summary>BYOL's, which others have taken over.</summary>
    public static ViewsPair OfByol { get; } =
        new(
            ViewsPreset.ByolFirst,
            ViewsPreset.ByolSecond,
            "one is always blurred, the other seldom, but solarized at times"
        );
}
