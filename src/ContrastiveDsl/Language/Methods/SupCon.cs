namespace ContrastiveDsl.Language;

/// <summary>SupCon: views of images of one class attract, all other views of the batch repel.</summary>
internal sealed class SupCon()
    : AttributeMethod<SupConAttribute>("SupCon", Reference, static stated => new SupConModel(stated.ViewCount))
{
    /// <summary>Supervised contrastive learning.</summary>
    internal const string Reference = "Khosla et al., 2020, arXiv:2004.11362";

    /// <summary>The supervised contrastive loss.</summary>
    internal static Loss Supervised { get; } =
        new Loss<SupConLossAttribute>(
            "all views and the labels of their images",
            ["z", "labels"],
            static (type, loss) => new SupConLossModel(type, loss.Temperature, loss.BaseTemperature, loss.Form)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Supervised];

    /// <inheritdoc/>
    public override bool CachesGradients => true;
}

/// <summary>SupCon's settings.</summary>
internal sealed record SupConModel : MethodModel<SupCon>
{
    private const int MaximumViews = 64;

    /// <summary>The settings.</summary>
    /// <param name="viewCount">Views of each image.</param>
    public SupConModel(int viewCount) => ViewCount = viewCount;

    /// <inheritdoc/>
    public override bool NeedsLabels => true;

    /// <summary>Each positive is recognized among all other views.</summary>
    public override double? ChanceLoss(ExperimentModel experiment) =>
        experiment.Loss.ChanceLoss((ViewCount * (double)experiment.Training.BatchSize) - 2);

    /// <inheritdoc/>
    public override long JoinedImages(ExperimentModel experiment) => Math.Max(1, ViewCount);

    /// <inheritdoc/>
    public override bool ContrastsWithinBatch => ViewCount > 0;

    /// <summary>
    /// With more than two views of an image, those in the denominator still repel each other.
    /// </summary>
    public override string WithoutNegatives => ViewCount > 2 ? "nothing keeps embeddings apart" : base.WithoutNegatives;

    /// <inheritdoc/>
    public override long NegativesPerAnchor(ExperimentModel experiment) =>
        ViewCount * (experiment.Training.BatchSize - 1L);

    /// <inheritdoc/>
    public override string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) =>
        "up to " + count(NegativesPerAnchor(experiment)) + " per view: those of other classes";

    /// <inheritdoc/>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        ((long)ViewCount * experiment.Training.BatchSize, (long)ViewCount * experiment.Training.BatchSize);

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings) =>
        findings.RequireSize(analysis.Model.Attribute, nameof(SupConAttribute.ViewCount), ViewCount, 1, MaximumViews);
}

/// <summary>The supervised contrastive loss.</summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">Its temperature.</param>
/// <param name="BaseTemperature">What the temperature is divided by for the scale.</param>
/// <param name="Form">Where the sum over positives stands.</param>
internal sealed record SupConLossModel(TypeName Type, double Temperature, double BaseTemperature, SupConForm Form)
    : ContrastiveLossModel(Type, Temperature)
{
    /// <inheritdoc/>
    public override bool ComesInChunks => Form == SupConForm.Out;

    /// <summary>The scale of the loss is its temperature over the base.</summary>
    public override double? ChanceLoss(double negatives) => Temperature / BaseTemperature * base.ChanceLoss(negatives);

    /// <inheritdoc/>
    public override IEnumerable<SettingConstant> FurtherConstants =>
        [
            new(
                nameof(SupConLossAttribute.BaseTemperature),
                BaseTemperature,
                "Base temperature: the loss is multiplied by the temperature over it"
            ),
        ];

    /// <inheritdoc/>
    public override IEnumerable<SettingChoice> Choices => [new(null, Form)];

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number) =>
        "SupCon (L_"
        + (Form == SupConForm.Out ? "out" : "in")
        + "), temperature "
        + number(Temperature)
        + ", base temperature "
        + number(BaseTemperature);

    /// <inheritdoc/>
    internal override void Check(FindingList findings) =>
        findings.RequirePositive(
            MethodRules.Setting,
            Attribute,
            nameof(SupConLossAttribute.BaseTemperature),
            BaseTemperature
        );
}
