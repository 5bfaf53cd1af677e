namespace ContrastiveDsl.Language;

/// <summary>
/// SimMIM: a learned token stands for each masked patch, a transformer encodes all patches, and a linear layer predicts
/// the pixels of the masked ones.
/// </summary>
internal sealed class SimMim()
    : MaskedMethod<SimMimAttribute>("SimMIM", Reference, static stated => new SimMimModel(
        stated.MaskRatio,
        stated.MaskSize
    ))
{
    /// <summary>SimMIM: a simple framework for masked image modeling.</summary>
    internal const string Reference = "Xie et al., 2021, arXiv:2111.09886";

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } =
    [
        new Loss<L1ReconstructionLossAttribute>(
            "patches, their reconstructions and a mask",
            ["patches", "reconstructions", "mask"],
            static (type, _) => new L1ReconstructionLossModel(type)
        ),
    ];

    /// <summary>
    /// What is watched are the predicted patches, which begin as one image for all and need not lose all of it.
    /// </summary>
    public override HealthFacts Health =>
        new(0.01, 1.05, "Raise the learning rate, train longer, or mask less of the image.");
}

/// <summary>SimMIM's settings.</summary>
/// <param name="MaskRatio">Share of the blocks that are masked.</param>
/// <param name="MaskSize">Side of a block in pixels, or 0 where each patch is one.</param>
internal sealed record SimMimModel(double MaskRatio, int MaskSize) : MaskedModel<SimMim>(MaskRatio)
{
    /// <summary>Patches along the side of a block, or 0 where blocks do not fit the encoder.</summary>
    public int PatchesAlong(EncoderModel encoder) =>
        encoder.Transformer is not { Patch: > 0 } transformer ? 0
        : MaskSize == 0 ? 1
        : MaskSize > 0
        && MaskSize < encoder.ImageSize
        && MaskSize % transformer.Patch == 0
        && encoder.ImageSize % MaskSize == 0
            ? MaskSize / transformer.Patch
        : 0;

    /// <summary>What is masked or visible as a whole, in a word.</summary>
    public string Things() => MaskSize == 0 ? "patches" : "blocks";

    /// <summary>Blocks of an image, or 0 where blocks do not fit the encoder.</summary>
    public int Blocks(EncoderModel encoder)
    {
        var along = PatchesAlong(encoder);
        return along == 0 ? 0 : Patches(encoder) / (along * along);
    }

    /// <summary>Blocks that the encoder sees.</summary>
    public int Visible(EncoderModel encoder) => VisibleOf(Blocks(encoder));

    /// <inheritdoc/>
    private protected override string Need => "puts a token of its own in place of each masked patch";

    /// <inheritdoc/>
    public override IEnumerable<NetworkFacts> Networks(ExperimentModel experiment)
    {
        var encoder = experiment.Encoder;
        var (patches, pixels) = (Patches(encoder), PatchSize(encoder));
        long width = encoder.Features;
        yield return new NetworkFacts(
            "head",
            "a linear layer, and the token of masked patches",
            "[N, " + Text.Of(patches) + ", " + Text.Of(pixels) + "]",
            width + ((width + 1) * pixels)
        );
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> Describe(
        ExperimentModel experiment,
        Func<long, string> count
    )
    {
        var (blocks, visible) = (Blocks(experiment.Encoder), Visible(experiment.Encoder));
        if (blocks > 0)
        {
            yield return (
                "Masking",
                count(blocks - visible)
                    + " of "
                    + count(blocks)
                    + " "
                    + Things()
                    + (MaskSize == 0 ? string.Empty : " of " + Text.Of(MaskSize) + "×" + Text.Of(MaskSize) + " pixels")
                    + " masked, other ones of each image in each epoch: the encoder sees the others, and one learned token in place of each masked patch"
            );
        }
    }

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var encoder = experiment.Encoder;
        var fits = CheckSize(experiment, analysis.IsSound(encoder) ? encoder.Transformer : null, findings);
        var blocks = fits && analysis.IsSound(encoder) ? Blocks(encoder) : 0;
        CheckRatio(experiment, blocks, Visible(encoder), Things(), findings);
        CheckTokens(analysis, findings);
    }

    /// <summary>Checks the side of a block, against patches and image where these are sound.</summary>
    /// <returns>Whether it is as it should be.</returns>
    private bool CheckSize(ExperimentModel experiment, VisionTransformerForm? transformer, FindingList findings)
    {
        const string Setting = nameof(MaskSize);
        return findings.RequireSize(experiment.Attribute, Setting, MaskSize, 0, Limits.Image)
            && (
                transformer is null
                || findings.Require(
                    PatchesAlong(experiment.Encoder) > 0,
                    DataRules.PatchRange,
                    experiment.Attribute,
                    Setting,
                    "a multiple of the "
                        + Text.Count(transformer.Patch, "pixel")
                        + " of a patch that divides the "
                        + Text.Count(experiment.Encoder.ImageSize, "pixel")
                        + " of the images in two or more",
                    MaskSize
                )
            );
    }
}

/// <summary>The loss of SimMIM.</summary>
/// <param name="Type">The class.</param>
internal sealed record L1ReconstructionLossModel(TypeName Type) : LossModel(Type)
{
    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) => "absolute distance of masked pixels";
}
