namespace ContrastiveDsl.Language;

/// <summary>
/// CPC: the rows of an image's patches seen so far predict the patches below, among those of all places and images.
/// </summary>
internal sealed class Cpc() : Method(Words.Of<CpcAttribute>(), "CPC", "van den Oord et al., 2018, arXiv:1807.03748")
{
    /// <summary>InfoNCE within the batch.</summary>
    internal static Loss BatchInfoNce { get; } =
        new Loss<BatchInfoNceLossAttribute>("queries and keys", ["queries", "keys"], static (type, loss) =>
            new BatchInfoNceLossModel(type, loss.Temperature, loss.Symmetric, loss.Normalize)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [BatchInfoNce];

    /// <inheritdoc/>
    public override int ViewCount => 1;

    /// <summary>Patches of a quarter of the image, half overlapping, unless it is stated otherwise.</summary>
    public override MethodModel Resolve(RawAttribute attribute, RawClass raw, EncoderModel encoder)
    {
        var stated = attribute.Bind<CpcAttribute>();
        var patch = attribute.Has(nameof(stated.Patch)) ? stated.Patch : Math.Max(1, encoder.ImageSize / 4);
        var stride = attribute.Has(nameof(stated.Stride)) ? stated.Stride : Math.Max(1, patch / 2);
        return new CpcModel { Grid = new GridModel(patch, stride, stated.Steps, stated.Context, stated.ContextLayers) };
    }
}

/// <summary>CPC's settings, all of them those of its grid.</summary>
internal sealed record CpcModel : MethodModel
{
    /// <inheritdoc/>
    public override Method Facts => MethodCatalogue.Of<Cpc>();

    /// <inheritdoc/>
    public override bool JoinsViews => true;

    /// <summary>
    /// Every other patch of the batch that lies a row below another: there are as many predictions one row ahead.
    /// </summary>
    public override long NegativesPerAnchor(ExperimentModel experiment) => Math.Max(0, Predictions(experiment) - 1);

    /// <inheritdoc/>
    public override string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) =>
        count(NegativesPerAnchor(experiment)) + " per prediction one row ahead: the patches of other places and images";

    /// <inheritdoc/>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (Predictions(experiment), Predictions(experiment));

    /// <inheritdoc/>
    internal override void CheckUnused(ExperimentModel experiment, RawAttribute attribute, FindingList findings)
    {
        if (Grid is { Context: not ContextKind.MaskedConvolution })
        {
            UnusedChecks.Report(
                experiment.Type,
                attribute,
                [nameof(CpcAttribute.ContextLayers)],
                "whose Context is no masked convolution",
                findings
            );
        }
    }

    private long Predictions(ExperimentModel experiment)
    {
        var rows = Grid?.Positions(experiment.Encoder.ImageSize) ?? 0;
        return (long)experiment.Training.BatchSize * Math.Max(0, rows - 1) * rows;
    }
}

/// <summary>InfoNCE within the batch.</summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">Its temperature.</param>
/// <param name="Symmetric">Whether keys recognise their queries too.</param>
/// <param name="Cosines">Whether directions alone are compared.</param>
internal sealed record BatchInfoNceLossModel(TypeName Type, double Temperature, bool Symmetric, bool Cosines)
    : LossModel(Type, PartKind.Catalogue, string.Empty, Temperature)
{
    /// <inheritdoc/>
    public override bool Normalize => Cosines;

    /// <inheritdoc/>
    public override IEnumerable<LossChoice> Choices => [new("symmetric", Symmetric), new("normalize", Normalize)];

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        "InfoNCE in the batch, temperature "
        + number(Temperature)
        + (Symmetric ? ", both directions" : string.Empty)
        + (Normalize ? string.Empty : ", raw inner products");
}
