namespace ContrastiveDsl.Language;

/// <summary>
/// PIRL: an image and its jigsaw, or its rotation, both recognise the image's entry in a memory bank.
/// </summary>
internal sealed class Pirl()
    : Method(Words.Of<PirlAttribute>(), "PIRL", "Misra and van der Maaten, 2020, arXiv:1912.01991")
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

    /// <inheritdoc/>
    public override bool HasPatches => true;

    /// <summary>Without its pretext transform, or with two, there is no such experiment.</summary>
    public override MethodModel? Resolve(RawAttribute attribute, RawClass raw, EncoderModel encoder)
    {
        var jigsaw = raw.Find<JigsawAttribute>();
        var rotation = raw.Find<RotationAttribute>();
        if (
            attribute.Part(nameof(PirlAttribute.PatchHead), DeclarationKind.PatchHead) is not { } head
            || attribute.Part(nameof(PatchExperimentAttribute.PatchViews), DeclarationKind.Views) is not { } views
            || (jigsaw is null) == (rotation is null)
        )
        {
            return null;
        }

        return new PirlModel
        {
            Pretext = new PretextModel(
                HeadResolver.Resolve(head).Behind(encoder.Features),
                ViewsResolver.Resolve(views),
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
internal sealed record PirlModel : MethodModel
{
    /// <inheritdoc/>
    public override Method Facts => MethodCatalogue.Of<Pirl>();

    /// <inheritdoc/>
    public override long NegativesPerAnchor(ExperimentModel experiment) => Bank?.Negatives ?? 0;

    /// <inheritdoc/>
    public override string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) =>
        BankModel.DescribeNegatives(Bank, count);

    /// <inheritdoc/>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (experiment.Training.BatchSize, BankModel.Compared(Bank, experiment.Images));
}
