namespace ContrastiveDsl.Language;

/// <summary>
/// NNCLR: the nearest neighbor of a projection in a support set of earlier embeddings stands for it, and the prediction
/// of the other view recognizes it among those of the batch.
/// </summary>
internal sealed class Nnclr() : AttributeMethod<NnclrAttribute>("NNCLR", Reference, static _ => new NnclrModel())
{
    /// <summary>With a little help from my friends: nearest-neighbor contrastive learning of representations.</summary>
    internal const string Reference = "Dwibedi et al., 2021, arXiv:2104.14548";

    /// <summary>A queue of negatives beside the support set.</summary>
    internal static readonly Rule OwnSupport = new(
        "CDSL2053",
        Severity.Error,
        "NNCLR has a support set of its own",
        "{0} keeps the embeddings of earlier batches itself, so [{1}] has no effect. Remove it, and state their number as [Nnclr(SupportSize = …)]."
    );

    /// <summary>Neighbors stand where queries do, predictions where keys do.</summary>
    public override IReadOnlyList<Loss> Losses { get; } = [Cpc.BatchInfoNce, SimClr.NtXent];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [OwnSupport];

    /// <inheritdoc/>
    public override bool CachesGradients => true;

    /// <inheritdoc/>
    public override Rule? Refusal(string word) => word == Words.Of<NegativeQueueAttribute>() ? OwnSupport : null;

    /// <inheritdoc/>
    public override IReadOnlyList<MemoryFacts> Memory { get; } =
    [new MemoryFacts<NnclrAttribute>("support set", static stated => new SupportSetModel(stated.SupportSize))];
}

/// <summary>NNCLR's settings, all of them those of its support set.</summary>
internal sealed record NnclrModel : MethodModel<Nnclr>
{
    /// <summary>The mean of two directions.</summary>
    public override double? ChanceLoss(ExperimentModel experiment) =>
        experiment.Loss.ChanceLoss(NegativesPerAnchor(experiment));

    /// <inheritdoc/>
    public override bool ContrastsWithinBatch => true;

    /// <summary>
    /// The other predictions of the batch; a loss may take the other neighbors too, whose predictions are theirs in
    /// turn.
    /// </summary>
    public override long NegativesPerAnchor(ExperimentModel experiment) =>
        (experiment.Loss.ContrastsBothBatches ? 2 : 1) * (experiment.Training.BatchSize - 1L);

    /// <inheritdoc/>
    public override string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) =>
        experiment.Loss.ContrastsBothBatches
            ? OfBothViews(experiment, count)
            : OfOtherImages(experiment, count, "per neighbor");

    /// <summary>A batch is compared with the whole support set, which is larger than it.</summary>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (experiment.Training.BatchSize, Queue?.Size ?? 0);

    /// <summary>The nearest neighbor is found among all of them at once, whatever the loss does.</summary>
    public override bool ComesInChunks(LossModel loss) => false;
}

/// <summary>A queue of embeddings of which the nearest one stands for an image.</summary>
/// <param name="Size">Embeddings in it.</param>
internal sealed record SupportSetModel(int Size) : QueueModel(Size)
{
    /// <inheritdoc/>
    public override string EntryNoun => "embedding";

    /// <inheritdoc/>
    public override string Name => "Support set";

    /// <inheritdoc/>
    public override string Setting => nameof(NnclrAttribute.SupportSize);

    /// <inheritdoc/>
    public override string? RoleOfOwnEntry => "its nearest neighbor";

    /// <inheritdoc/>
    public override string RoleOfEntries => "neighbors";
}
