namespace ContrastiveDsl.Language;

/// <summary>End-to-end contrast: one network for queries, one for keys, gradients to both.</summary>
internal sealed class EndToEnd()
    : Method(
        Words.Of<EndToEndAttribute>(),
        "End-to-end contrast",
        "Hadsell et al., 2006; He et al., 2019, arXiv:1911.05722, figure 2a"
    )
{
    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Cpc.BatchInfoNce];

    /// <inheritdoc/>
    public override bool TrainsKeys => true;

    /// <inheritdoc/>
    public override MethodModel Resolve(RawAttribute attribute, RawClass raw, EncoderModel encoder) =>
        new EndToEndModel();
}

/// <summary>The settings of end-to-end contrast.</summary>
internal sealed record EndToEndModel : MethodModel
{
    /// <inheritdoc/>
    public override Method Facts => MethodCatalogue.Of<EndToEnd>();

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
}
