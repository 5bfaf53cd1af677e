namespace ContrastiveDsl.Language;

/// <summary>
/// A pretext transform with its settings: what it makes of an image, and its own rules. One subclass for each, in a
/// file of its own.
/// </summary>
/// <param name="MinScale">Smallest share of the image that the crop covers.</param>
internal abstract record PretextTransformModel(double MinScale) : Model
{
    /// <summary>Index of the attribute that states it, among the class's attributes of the language.</summary>
    public AttributeIndex Attribute { get; init; }

    /// <summary>The transform, as its attribute is written.</summary>
    public abstract string Maker { get; }

    /// <summary>Patches of an image.</summary>
    public abstract int Patches { get; }

    /// <summary>Side of a patch in pixels.</summary>
    public abstract int PatchSize { get; }

    /// <summary>The settings that give number and size of the patches.</summary>
    internal virtual IReadOnlyList<string> SizeSettings => [];

    /// <summary>What it makes, in a few words.</summary>
    /// <param name="number">How a number is written.</param>
    public abstract string Describe(Func<double, string> number);

    /// <summary>Checks its settings, and that the encoder can take what it makes.</summary>
    internal virtual void Check(ExperimentAnalysis analysis, FindingList findings) =>
        findings.Require(
            MinScale is > 0 and <= 1,
            DataRules.PatchRange,
            Attribute,
            nameof(PretextTransformAttribute.MinScale),
            "above 0 and at most 1",
            MinScale
        );
}
