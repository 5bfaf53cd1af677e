namespace ContrastiveDsl.Language;

/// <summary>
/// MAE: a transformer encodes the visible patches of an image, and a small decoder paints the pixels of the removed
/// ones.
/// </summary>
internal sealed class Mae()
    : MaskedMethod<MaeAttribute>("MAE", Reference, static stated => new MaeModel(
        stated.MaskRatio,
        stated.DecoderWidth,
        stated.DecoderDepth,
        stated.DecoderHeads
    ))
{
    /// <summary>Masked autoencoders are scalable vision learners.</summary>
    internal const string Reference = "He et al., 2021, arXiv:2111.06377";

    /// <summary>The squared distance of pixels.</summary>
    internal static Loss Pixels { get; } =
        new Loss<ReconstructionLossAttribute>(
            "patches, their reconstructions and a mask",
            ["patches", "reconstructions", "mask"],
            static (type, loss) => new ReconstructionLossModel(type, loss.NormalizePatches)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Pixels];

    /// <summary>
    /// What is watched are the painted patches, which begin as one image for all and need not lose all of it.
    /// </summary>
    public override HealthFacts Health =>
        new(0.01, 1.05, "Raise the learning rate, train longer, or give the decoder more blocks.");
}

/// <summary>MAE's settings.</summary>
/// <param name="MaskRatio">Share of the patches that are removed.</param>
/// <param name="DecoderWidth">Size of the decoder's tokens.</param>
/// <param name="DecoderDepth">Blocks of the decoder.</param>
/// <param name="DecoderHeads">Attention heads of each of them.</param>
internal sealed record MaeModel(double MaskRatio, int DecoderWidth, int DecoderDepth, int DecoderHeads)
    : MaskedModel<Mae>(MaskRatio)
{
    /// <summary>Patches that the encoder sees.</summary>
    public int Visible(EncoderModel encoder) => VisibleOf(Patches(encoder));

    /// <inheritdoc/>
    private protected override string Need => "encodes some patches of an image and no others";

    /// <inheritdoc/>
    public override IEnumerable<NetworkFacts> Networks(ExperimentModel experiment)
    {
        var encoder = experiment.Encoder;
        var (patches, pixels) = (Patches(encoder), PatchSize(encoder));
        long width = DecoderWidth;
        var block = new TransformerBlockLayer(DecoderHeads, VisionTransformerForm.UsualMlp(DecoderWidth), false);
        var blocks = DecoderDepth * block.Parameters(FeatureShape.Sequence(1 + patches, DecoderWidth));
        var parameters = width + (((long)encoder.Features + 1) * width) + blocks + (2 * width) + ((width + 1) * pixels);
        yield return new NetworkFacts(
            "decoder",
            Text.Count(DecoderDepth, "block")
                + " of width "
                + Text.Of(DecoderWidth)
                + ", "
                + Text.Count(DecoderHeads, "head"),
            "[N, " + Text.Of(patches) + ", " + Text.Of(pixels) + "]",
            parameters
        )
        {
            Multiplies = true,
        };
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> Describe(
        ExperimentModel experiment,
        Func<long, string> count
    )
    {
        var (patches, visible) = (Patches(experiment.Encoder), Visible(experiment.Encoder));
        if (experiment.Encoder.Transformer is { } transformer && visible > 0)
        {
            var others = 1 + transformer.Registers;
            var share = Cost(transformer, others + visible) / Cost(transformer, others + patches);
            yield return (
                "Masking",
                count(visible)
                    + " of "
                    + count(patches)
                    + " patches visible, other ones of each image in each epoch: the encoder's blocks take "
                    + count(others + visible)
                    + " tokens in place of "
                    + count(others + patches)
                    + ", "
                    + Text.Of(Math.Round(100 * share))
                    + " % of the multiplications"
            );
        }
    }

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        CheckDecoder(experiment.Attribute, findings);
        var patches = analysis.IsSound(experiment.Encoder) ? Patches(experiment.Encoder) : 0;
        CheckRatio(experiment, patches, Visible(experiment.Encoder), "patches", findings);
        CheckTokens(analysis, findings);
    }

    private void CheckDecoder(AttributeIndex at, FindingList findings)
    {
        const string Width = nameof(MaeAttribute.DecoderWidth);
        const string Heads = nameof(MaeAttribute.DecoderHeads);
        var isWidth = findings.RequireSize(at, Width, DecoderWidth, 4, Limits.Width);
        findings.RequireSize(
            at,
            nameof(MaeAttribute.DecoderDepth),
            DecoderDepth,
            1,
            VisionTransformerCatalogue.MaximumBlocks
        );
        var isHeads = findings.RequireSize(at, Heads, DecoderHeads, 1, Limits.Width);
        if (isWidth)
        {
            TransformerWidthChecks.Check(
                (findings.At(at, Width), DecoderWidth),
                (findings.At(at, Heads), isHeads ? DecoderHeads : 1),
                isSinCos: true,
                findings
            );
        }
    }

    /// <summary>Multiplications of the blocks for an image of so many tokens.</summary>
    private static double Cost(VisionTransformerForm settings, double tokens)
    {
        double width = settings.Width;
        var linear = (4 * width * width) + (2 * width * settings.Mlp);
        return (tokens * linear) + (2 * tokens * tokens * width);
    }
}

/// <summary>The loss of masked autoencoders.</summary>
/// <param name="Type">The class.</param>
/// <param name="NormalizePatches">Whether the pixels of each patch are normalized first.</param>
internal sealed record ReconstructionLossModel(TypeName Type, bool NormalizePatches) : LossModel(Type)
{
    /// <inheritdoc/>
    public override IEnumerable<SettingChoice> Choices => [new("normalizePatches", NormalizePatches)];

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        "squared distance of removed pixels" + (NormalizePatches ? ", each patch normalized" : string.Empty);
}
