namespace ContrastiveDsl.Language;

/// <summary>End-to-end contrast: one network for queries, one for keys, gradients to both.</summary>
internal sealed class EndToEnd()
    : Method<EndToEndAttribute>(
        "End-to-end contrast",
        Papers.PairMargin + "; " + Papers.MoCo + ", figure 2a",
        static _ => new EndToEndModel()
    )
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
        IReadOnlyDictionary<string, DeclaredModels?> parts,
        EncoderModel encoder
    )
    {
        var keys = parts[nameof(EndToEndAttribute.KeyEncoder)]?.Encoder ?? encoder;
        var head = (parts[nameof(EndToEndAttribute.KeyProjector)] ?? parts[nameof(EndToEndAttribute.Projector)])!.Head!;
        return new EndToEndModel { KeyEncoder = keys, KeyProjector = head.Behind(keys.Features) };
    }
}

/// <summary>The settings of end-to-end contrast.</summary>
internal sealed record EndToEndModel : MethodModel<EndToEnd>
{
    /// <inheritdoc/>
    public override double? Chance(ExperimentModel experiment) =>
        experiment.Loss.Chance(NegativesPerAnchor(experiment));

    /// <inheritdoc/>
    public override bool ContrastsWithinBatch => true;

    /// <inheritdoc/>
    public override long NegativesPerAnchor(ExperimentModel experiment) => experiment.Training.BatchSize - 1;

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
        if (KeyEncoder is not { } keys || !analysis.IsSound(keys) || !analysis.IsSound(queries))
        {
            return;
        }

        if (keys.Channels != queries.Channels || keys.ImageSize != queries.ImageSize)
        {
            findings.AddConflict(
                ShapeRules.KeyImages,
                experiment.At(nameof(EndToEndAttribute.KeyEncoder)),
                keys.At(),
                keys.Type.Name,
                Images(keys),
                queries.Type.Name,
                Images(queries)
            );
        }
        else if (KeyProjector is { } projector)
        {
            CheckProjector(analysis, keys, projector, findings);
        }
    }

    private static void CheckProjector(
        ExperimentAnalysis analysis,
        EncoderModel keys,
        HeadModel projector,
        FindingList findings
    )
    {
        var experiment = analysis.Model;
        var isNamed = projector.Type != experiment.Projector.Type;

        // The same head behind as many features has been checked with the queries.
        if (isNamed || keys.Features != experiment.Encoder.Features)
        {
            var argument = isNamed ? nameof(EndToEndAttribute.KeyProjector) : nameof(EndToEndAttribute.KeyEncoder);
            HeadFitChecks.Check(
                analysis,
                projector,
                new HeadPlace(argument, keys.Type, keys.Features, ShapeRules.ProjectorInput)
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
