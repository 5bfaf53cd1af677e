namespace ContrastiveDsl.Language;

/// <summary>End-to-end contrast: one network for queries, one for keys, gradients to both.</summary>
internal sealed class EndToEnd()
    : Method<EndToEndAttribute>("End-to-end contrast", Papers.PairMargin + "; " + MoCo.Reference + ", figure 2a")
{
    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Cpc.BatchInfoNce];

    /// <inheritdoc/>
    public override IEnumerable<PartFacts> Parts =>
        [
            .. base.Parts,
            new(nameof(EndToEndAttribute.KeyEncoder), DeclarationKind.Encoder, IsRequired: false),
            new(nameof(EndToEndAttribute.KeyProjector), DeclarationKind.Projector, IsRequired: false),
        ];

    /// <summary>The networks of the keys are those of the queries where none are named.</summary>
    public override MethodModel Resolve(
        RawAttribute attribute,
        RawClass raw,
        IReadOnlyDictionary<string, ClassModel?> parts,
        EncoderModel encoder
    )
    {
        var keys = parts[nameof(EndToEndAttribute.KeyEncoder)]?.Encoder ?? encoder;
        var head = (parts[nameof(EndToEndAttribute.KeyProjector)] ?? parts[nameof(EndToEndAttribute.Projector)])!.Head!;
        return new EndToEndModel(new KeyNetworks(keys, head.Behind(keys.Features)));
    }
}

/// <summary>The settings of end-to-end contrast.</summary>
/// <param name="Keys">The networks of the keys.</param>
internal sealed record EndToEndModel(KeyNetworks Keys) : MethodModel<EndToEnd>
{
    /// <inheritdoc/>
    public override EncoderModel KeyEncoder => Keys.Encoder;

    /// <inheritdoc/>
    public override HeadModel KeyProjector => Keys.Projector;

    /// <inheritdoc/>
    public override double? ChanceLoss(ExperimentModel experiment) =>
        experiment.Loss.ChanceLoss(NegativesPerAnchor(experiment));

    /// <inheritdoc/>
    public override bool ContrastsWithinBatch => true;

    /// <inheritdoc/>
    public override long NegativesPerAnchor(ExperimentModel experiment) => experiment.Training.BatchSize - 1L;

    /// <inheritdoc/>
    public override string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) =>
        OfOtherImages(experiment, count, "per query");

    /// <inheritdoc/>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (experiment.Training.BatchSize, experiment.Training.BatchSize);

    /// <summary>Checks that both encoders make comparable projections of the same images.</summary>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var (experiment, queries) = (analysis.Model, analysis.Model.Encoder);
        if (!analysis.IsSound(KeyEncoder) || !analysis.IsSound(queries))
        {
            return;
        }

        if (KeyEncoder.Channels != queries.Channels || KeyEncoder.ImageSize != queries.ImageSize)
        {
            findings.AddConflict(
                ShapeRules.KeyImages,
                experiment.At(nameof(EndToEndAttribute.KeyEncoder)),
                KeyEncoder.At(),
                KeyEncoder.Type.Name,
                Images(KeyEncoder),
                queries.Type.Name,
                Images(queries)
            );
        }
        else
        {
            CheckProjector(analysis, findings);
        }
    }

    private void CheckProjector(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var isNamed = KeyProjector.Type != experiment.Projector.Type;

        // The same head behind as many features has been checked with the queries.
        if (isNamed || KeyEncoder.Features != experiment.Encoder.Features)
        {
            var argument = isNamed ? nameof(EndToEndAttribute.KeyProjector) : nameof(EndToEndAttribute.KeyEncoder);
            HeadFitChecks.Check(
                analysis,
                KeyProjector,
                new HeadPlace(argument, KeyEncoder.Type, KeyEncoder.Features, ShapeRules.ProjectorInput)
                {
                    Compared = experiment.Projector,
                },
                findings
            );
        }
    }

    private static string Images(EncoderModel encoder) =>
        Text.Of(encoder.ImageSize)
        + "×"
        + Text.Of(encoder.ImageSize)
        + " pixels and "
        + Text.Channels(encoder.Channels);
}

/// <summary>The networks of the keys.</summary>
/// <param name="Encoder">The encoder, which may be like the queries' own.</param>
/// <param name="Projector">The projection head, behind that encoder.</param>
internal sealed record KeyNetworks(EncoderModel Encoder, HeadModel Projector) : Model;
