namespace ContrastiveDsl.Language;

/// <summary>Siamese networks: similar pairs close, dissimilar ones a margin apart.</summary>
internal sealed class Siamese()
    : AttributeMethod<SiameseAttribute>(
        "Siamese network",
        Reference + "; " + Papers.PairMargin,
        static stated => new SiameseModel(stated.Pairs)
    )
{
    /// <summary>Learning a similarity metric discriminatively.</summary>
    internal const string Reference = "Chopra, Hadsell and LeCun, 2005";

    /// <summary>The pairwise contrastive loss.</summary>
    internal static Loss Pairwise { get; } =
        new Loss<PairwiseContrastiveLossAttribute>(
            "two batches of projections and their labels",
            ["z0", "z1", "labels"],
            static (type, loss) => new PairwiseContrastiveLossModel(type, loss.Margin, loss.Normalize)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Pairwise];
}

/// <summary>The settings of siamese networks.</summary>
/// <param name="Pairs">What makes a pair similar.</param>
internal sealed record SiameseModel(SimilarPairs Pairs) : MethodModel<Siamese>
{
    /// <inheritdoc/>
    public override bool NeedsLabels => Pairs == SimilarPairs.Labels;

    /// <inheritdoc/>
    public override long JoinedImages(ExperimentModel experiment) => ViewCount;

    /// <inheritdoc/>
    public override (string? Argument, string Instead) WithoutLabels =>
        (nameof(SiameseAttribute.Pairs), "Pairs = SimilarPairs.Views");

    /// <inheritdoc/>
    public override bool ContrastsWithinBatch => true;

    /// <inheritdoc/>
    public override string WithoutNegatives => "nothing keeps embeddings apart";

    /// <inheritdoc/>
    public override long NegativesPerAnchor(ExperimentModel experiment) => experiment.Training.BatchSize - 1L;

    /// <inheritdoc/>
    public override string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) =>
        "up to " + OfOtherImages(experiment, count, "dissimilar pairs per view");

    /// <inheritdoc/>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (experiment.Training.BatchSize, experiment.Training.BatchSize);

    /// <inheritdoc/>
    public override string SimilaritiesName => "Distances";
}

/// <summary>The pairwise contrastive loss.</summary>
/// <param name="Type">The class.</param>
/// <param name="Margin">How far dissimilar pairs are pushed apart.</param>
/// <param name="Normalize">Whether distances are those of unit vectors.</param>
internal sealed record PairwiseContrastiveLossModel(TypeName Type, double Margin, bool Normalize) : LossModel(Type)
{
    /// <inheritdoc/>
    public override IEnumerable<SettingConstant> FurtherConstants =>
        [
            new(
                nameof(PairwiseContrastiveLossAttribute.Margin),
                Margin,
                "Margin, how far dissimilar pairs are pushed apart"
            ),
        ];

    /// <inheritdoc/>
    public override bool ComparesDirections => Normalize;

    /// <inheritdoc/>
    public override IEnumerable<SettingChoice> Choices => [new("normalize", Normalize)];

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        "pairwise contrastive, margin " + number(Margin) + (Normalize ? ", unit vectors" : string.Empty);

    /// <inheritdoc/>
    internal override void Check(FindingList findings)
    {
        var (maximum, condition) = Normalize
            ? (2.0, "above 0 and at most 2, the largest distance of unit vectors")
            : (double.MaxValue, Text.Positive(Margin));
        RequireSetting(
            findings,
            Margin > 0 && Margin <= maximum,
            nameof(PairwiseContrastiveLossAttribute.Margin),
            condition,
            Margin
        );
    }
}
