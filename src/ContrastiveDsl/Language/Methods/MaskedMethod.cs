namespace ContrastiveDsl.Language;

/// <summary>
/// A method that masks patches of an image, and learns by reconstructing their pixels from the others: one view, no
/// projector, nothing to contrast with.
/// </summary>
/// <typeparam name="TAttribute">The attribute that declares it.</typeparam>
/// <param name="name">Its name as the field writes it.</param>
/// <param name="paper">Authors, year and number of the paper.</param>
/// <param name="resolve">The settings of an experiment with the attribute.</param>
internal abstract class MaskedMethod<TAttribute>(string name, string paper, Func<TAttribute, MethodModel> resolve)
    : AttributeMethod<TAttribute>(name, paper, resolve)
    where TAttribute : ExperimentAttribute
{
    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [MaskedRules.NoTokens];

    /// <inheritdoc/>
    public override int ViewCount => 1;

    /// <inheritdoc/>
    public override bool HasProjector => false;

    /// <inheritdoc/>
    public override bool HasNegatives => false;

    /// <inheritdoc/>
    public override bool AccumulatesGradients => true;
}

/// <summary>The settings of a method that masks patches.</summary>
/// <typeparam name="TMethod">The method.</typeparam>
/// <param name="MaskRatio">Share of the patches, or of what is masked as a whole, that is masked.</param>
internal abstract record MaskedModel<TMethod>(double MaskRatio) : MethodModel<TMethod>
    where TMethod : Method
{
    /// <summary>Patches of an image, or 0 where the encoder has none.</summary>
    public static int Patches(EncoderModel encoder) => encoder.Transformer?.Patches(encoder.ImageSize) ?? 0;

    /// <summary>Numbers of a patch: its pixels times their channels.</summary>
    public static int PatchSize(EncoderModel encoder) =>
        encoder.Transformer is { Patch: > 0 and <= Limits.Image } transformer
            ? transformer.Patch * transformer.Patch * encoder.Channels
            : 0;

    /// <summary>
    /// How many of so many stay visible: the whole number at or below their share, as generated code computes it.
    /// </summary>
    private protected int VisibleOf(int count) => (int)(count * (1 - MaskRatio));

    /// <summary>What it does to patches that no convolution can do to an image, as the end of "the method …".</summary>
    private protected abstract string Need { get; }

    /// <summary>Checks that the encoder, if it has no fault of its own, has tokens.</summary>
    private protected void CheckTokens(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var encoder = experiment.Encoder;
        if (analysis.IsSound(encoder) && encoder.Transformer is null)
        {
            findings.AddConflict(
                MaskedRules.NoTokens,
                experiment.At(nameof(ExperimentAttribute.Encoder)),
                encoder.At(),
                experiment.Method.Facts.Name,
                Need,
                encoder.Type.Name,
                encoder.IsCustom ? "a custom module" : "made of convolutions"
            );
        }
    }

    /// <summary>Checks that the ratio is a share, and leaves something visible and something masked.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="count">How many there are to mask, or 0 where that is unknown.</param>
    /// <param name="visible">How many of them are visible.</param>
    /// <param name="things">What they are, in words.</param>
    /// <param name="findings">What is found.</param>
    private protected void CheckRatio(
        ExperimentModel experiment,
        int count,
        int visible,
        string things,
        FindingList findings
    )
    {
        const string Setting = nameof(MaskRatio);
        // 75 was meant as 75 percent.
        var meant = MaskRatio is > 1 and < 100 ? Text.OfComputed(MaskRatio / 100) : null;
        var isShare = findings.Require(
            MaskRatio is > 0 and < 1,
            DataRules.PatchRange,
            experiment.Attribute,
            Setting,
            "greater than 0 and below 1",
            MaskRatio,
            meant is null ? string.Empty : " Did you mean " + meant + "?"
        );
        if (meant is not null)
        {
            findings.Offer(Edit.Set(findings.At(experiment.Attribute, Setting), meant));
        }

        if (isShare && count > 0)
        {
            findings.Require(
                visible >= 1 && visible < count,
                DataRules.PatchRange,
                experiment.Attribute,
                Setting,
                "a share that leaves some of the " + Text.Of(count) + " " + things + " visible, and not all of them",
                MaskRatio
            );
        }
    }
}

/// <summary>Rules of methods that mask patches.</summary>
internal static class MaskedRules
{
    /// <summary>An encoder that takes whole images only.</summary>
    public static readonly Rule NoTokens = new(
        "CDSL2054",
        Severity.Error,
        "Encoder has no tokens to mask",
        "{0} {1}, which takes tokens: '{2}' is {3}. Use a class with [Encoder(Backbone.VisionTransformer)]."
    );
}
