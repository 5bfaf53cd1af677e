namespace ContrastiveDsl.Language;

/// <summary>
/// PIRL: an image and its jigsaw, or its rotation, both recognise the image's entry in a memory bank.
/// </summary>
internal sealed class Pirl()
    : Method<PirlAttribute>("PIRL", "Misra and van der Maaten, 2020, arXiv:1912.01991", static _ => new PirlModel())
{
    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } =
    [InstanceDiscrimination.Nce, InstanceDiscrimination.MemorySoftmax];

    /// <inheritdoc/>
    public override Loss CustomLoss => InstanceDiscrimination.MemorySoftmax;

    /// <inheritdoc/>
    public override int ViewCount => 1;

    /// <inheritdoc/>
    public override bool HasBank => true;

    /// <summary>Without its pretext transform, or with two, there is no such experiment.</summary>
    public override MethodModel? Resolve(
        RawAttribute attribute,
        RawClass raw,
        IReadOnlyDictionary<string, DeclaredModels?> parts,
        EncoderModel encoder
    )
    {
        var (jigsaw, rotation) = (raw.Find<JigsawAttribute>(), raw.Find<RotationAttribute>());
        if ((jigsaw is null) == (rotation is null))
        {
            return null;
        }

        return new PirlModel
        {
            Pretext = new PretextModel(
                parts[nameof(PatchExperimentAttribute.PatchHead)]!.Head!.Behind(encoder.Features),
                parts[nameof(PatchExperimentAttribute.PatchViews)]!.Views!,
                jigsaw is null ? null : Jigsaw(jigsaw, encoder.ImageSize),
                rotation is null
                    ? null
                    : new RotationModel(rotation.Bind<RotationAttribute>().MinScale) { Attribute = rotation.Index },
                attribute.Bind<PirlAttribute>().Lambda
            ),
        };
    }

    private static JigsawModel Jigsaw(RawAttribute attribute, int imageSize)
    {
        var stated = attribute.Bind<JigsawAttribute>();
        var cell =
            attribute.Has(nameof(stated.Cell)) ? stated.Cell
            : stated.Grid < 1 ? 1
            : (imageSize + stated.Grid - 1) / stated.Grid;
        var jitter = attribute.Has(nameof(stated.Jitter)) ? stated.Jitter : cell / 4;
        return new JigsawModel(stated.Grid, cell, jitter, stated.MinScale) { Attribute = attribute.Index };
    }
}

/// <summary>PIRL's settings, all of them those of its pretext transform and of its memory bank.</summary>
internal sealed record PirlModel : BankMethodModel<Pirl>
{
    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        if (Pretext is not { } pretext)
        {
            return;
        }

        var experiment = analysis.Model;
        CheckSettings(pretext, experiment.Encoder.ImageSize, findings);
        if (
            pretext.Jigsaw is { } jigsaw
            && PatchChecks.AreSound(experiment, findings)
            && analysis.IsSound(experiment.Encoder)
        )
        {
            PatchChecks.CheckFit(
                experiment.Encoder,
                jigsaw.PatchSize,
                pretext.Maker,
                "Raise Cell, or lower Jitter",
                findings.At(jigsaw.Attribute),
                findings
            );
        }

        findings.Require(
            pretext.Lambda is >= 0 and <= 1,
            MethodRules.LossWeight,
            experiment.Attribute,
            nameof(PirlAttribute.Lambda),
            "from 0 to 1",
            pretext.Lambda
        );
    }

    private static void CheckSettings(PretextModel pretext, int size, FindingList findings)
    {
        if (pretext.Jigsaw is { } jigsaw)
        {
            CheckJigsaw(jigsaw, size, findings);
        }
        else if (pretext.Rotation is { } rotation)
        {
            CheckScale(rotation.Attribute, nameof(RotationAttribute.MinScale), rotation.MinScale, findings);
        }
    }

    private static void CheckJigsaw(JigsawModel jigsaw, int size, FindingList findings)
    {
        var at = jigsaw.Attribute;
        PatchChecks.Require(
            findings,
            jigsaw.Grid is >= 2 and <= JigsawModel.MaximumGrid,
            at,
            nameof(JigsawAttribute.Grid),
            "from 2 to " + Text.Of(JigsawModel.MaximumGrid),
            jigsaw.Grid
        );
        CheckScale(at, nameof(JigsawAttribute.MinScale), jigsaw.MinScale, findings);

        // Without a size of its images, which the encoder lacks, there is no usual cell.
        if (
            size > 0
            && PatchChecks.Require(
                findings,
                jigsaw.Cell is >= 1 and <= Limits.Image,
                at,
                nameof(JigsawAttribute.Cell),
                "from 1 to " + Text.Of(Limits.Image),
                jigsaw.Cell
            )
        )
        {
            PatchChecks.Require(
                findings,
                jigsaw.Jitter >= 0 && jigsaw.Jitter < jigsaw.Cell,
                at,
                nameof(JigsawAttribute.Jitter),
                (jigsaw.Cell > 1 ? "from 0 to " + Text.Of(jigsaw.Cell - 1) : "0")
                    + ", less than Cell = "
                    + Text.Of(jigsaw.Cell),
                jigsaw.Jitter
            );
        }
    }

    private static void CheckScale(int attribute, string setting, double scale, FindingList findings) =>
        PatchChecks.Require(findings, scale is > 0 and <= 1, attribute, setting, "above 0 and at most 1", scale);
}
