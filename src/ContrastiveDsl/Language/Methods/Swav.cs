namespace ContrastiveDsl.Language;

/// <summary>
/// SwAV: both views of an image are assigned to prototypes among which the batch is shared out evenly, and the assignment
/// of one is predicted from the other.
/// </summary>
internal sealed class Swav()
    : AttributeMethod<SwavAttribute>("SwAV", Reference, static stated => new SwavModel(
        stated.Prototypes,
        stated.Epsilon,
        stated.Iterations,
        stated.FrozenEpochs,
        stated.QueueEpoch
    ))
{
    /// <summary>Unsupervised learning of visual features by contrasting cluster assignments.</summary>
    internal const string Reference = "Caron et al., 2020, arXiv:2006.09882";

    /// <summary>A batch that cannot be shared out.</summary>
    internal static readonly Rule NothingToShare = new(
        "CDSL2055",
        Severity.Error,
        "Batch cannot be shared out",
        "With BatchSize = {0}, {1} gives a single image to all prototypes alike, and the loss teaches nothing. Use at least 2; 256 or more is usual."
    );

    /// <summary>Fewer images than prototypes.</summary>
    internal static readonly Rule FewForPrototypes = new(
        "CDSL2056",
        Severity.Warning,
        "Fewer images than prototypes",
        "{0} images are shared out among {1} prototypes, so that most get none of their own. Set Prototypes = {2}, or QueueSize = {3} or more."
    );

    /// <summary>Prototypes that never move.</summary>
    internal static readonly Rule FrozenThroughout = new(
        "CDSL2057",
        Severity.Warning,
        "Prototypes are never trained",
        "FrozenEpochs = {0} of {1} epochs leave the prototypes where chance has put them. Set FrozenEpochs = {2}."
    );

    /// <summary>The cross entropy of codes and scores.</summary>
    internal static Loss Swapped { get; } =
        new Loss<SwavLossAttribute>("scores and codes", ["scores", "codes"], static (type, loss) =>
            new SwavLossModel(type, loss.Temperature)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Swapped];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } = [NothingToShare, FewForPrototypes, FrozenThroughout];

    /// <inheritdoc/>
    public override bool CachesGradients => true;

    /// <inheritdoc/>
    public override bool HasNegatives => false;

    /// <inheritdoc/>
    public override HealthFacts Health =>
        new(
            0.05,
            1.5,
            "Freeze the prototypes longer, lower Epsilon or the learning rate, or raise the temperature or the batch."
        );

    /// <inheritdoc/>
    public override IReadOnlyList<MemoryFacts> Memory { get; } =
    [
        new MemoryFacts<SwavAttribute>("queue of each view", static stated =>
            stated.QueueSize == 0 ? null : new CodeQueueModel(stated.QueueSize)
        ),
    ];
}

/// <summary>SwAV's settings.</summary>
/// <param name="Prototypes">K, the prototypes.</param>
/// <param name="Epsilon">ε, the softness of assignments.</param>
/// <param name="Iterations">Iterations of the Sinkhorn-Knopp algorithm.</param>
/// <param name="FrozenEpochs">Epochs in which prototypes stay where they are.</param>
/// <param name="QueueEpoch">The epoch from which on embeddings of earlier batches are shared out too.</param>
internal sealed record SwavModel(int Prototypes, double Epsilon, int Iterations, int FrozenEpochs, int QueueEpoch)
    : MethodModel<Swav>
{
    /// <summary>Epochs that are frozen where more would be all.</summary>
    private const int UsualFrozen = 1;

    /// <inheritdoc/>
    public override IEnumerable<NetworkFacts> Networks(ExperimentModel experiment)
    {
        yield return new NetworkFacts(
            "prototypes",
            Text.Of(Prototypes) + " unit vectors",
            "[N, " + Text.Of(Prototypes) + "]",
            (long)Prototypes * experiment.Projector.Output
        );
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> Describe(
        ExperimentModel experiment,
        Func<long, string> count
    )
    {
        var images = experiment.Training.BatchSize + (long)(Queue?.Size ?? 0);
        yield return (
            "Assignment",
            count(images)
                + (Queue is null ? " images" : " images, those of the queue with them,")
                + " shared out evenly among "
                + count(Prototypes)
                + " prototypes"
                + (FrozenEpochs == 0 ? string.Empty : ", which stay for " + Epochs(FrozenEpochs))
        );
    }

    /// <summary>Each view is scored against all prototypes.</summary>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (experiment.Training.BatchSize + (long)(Queue?.Size ?? 0), Prototypes);

    /// <inheritdoc/>
    public override string SimilaritiesName => "Scores";

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var at = experiment.Attribute;
        findings.RequireSize(at, nameof(SwavAttribute.Prototypes), Prototypes, 2, Limits.Size);
        findings.Require(
            Epsilon is > 0 and < double.PositiveInfinity,
            MethodRules.LossWeight,
            at,
            nameof(SwavAttribute.Epsilon),
            Text.Positive(Epsilon),
            Epsilon
        );
        findings.RequireSize(at, nameof(SwavAttribute.Iterations), Iterations, 1, 100);
        RequireEpochs(findings, at, nameof(SwavAttribute.FrozenEpochs), FrozenEpochs);
        RequireEpochs(findings, at, nameof(SwavAttribute.QueueEpoch), QueueEpoch);
        if (findings.HasErrors)
        {
            return;
        }

        CheckBatch(experiment, findings);
        CheckFrozen(experiment, findings);
    }

    /// <inheritdoc/>
    internal override void CheckUnused(ExperimentModel experiment, RawAttribute attribute, FindingList findings)
    {
        if (Queue is null)
        {
            findings.AddUnused(attribute, "which has no queue", nameof(SwavAttribute.QueueEpoch));
        }
    }

    private void CheckBatch(ExperimentModel experiment, FindingList findings)
    {
        var batch = experiment.Training.BatchSize;
        var place = findings.At(experiment.Training.Attribute, nameof(TrainingAttribute.BatchSize));
        var images = batch + (long)Math.Max(0, Queue?.Size ?? 0);
        if (batch == 1)
        {
            findings.Add(Swav.NothingToShare, place, Text.Of(batch), Facts.Name);
            findings.Offer(Edit.Set(place, BatchChecks.Usual));
        }
        else if (batch > 1 && images < Prototypes)
        {
            var prototypes = experiment.At(nameof(SwavAttribute.Prototypes));
            var fewer = Text.Of(images);
            findings.AddConflict(
                Swav.FewForPrototypes,
                prototypes,
                place,
                Text.Of(images),
                Text.Of(Prototypes),
                fewer,
                Text.Of(Prototypes - batch)
            );
            findings.Offer(Edit.Set(prototypes, fewer));
            findings.Offer(Edit.Set(experiment.At(nameof(SwavAttribute.QueueSize)), Text.Of(Prototypes - batch)));
        }
    }

    private void CheckFrozen(ExperimentModel experiment, FindingList findings)
    {
        var epochs = experiment.Training.Epochs;
        if (epochs >= 1 && FrozenEpochs >= epochs)
        {
            var usual = epochs > UsualFrozen ? UsualFrozen : 0;
            var place = experiment.At(nameof(SwavAttribute.FrozenEpochs));
            findings.AddConflict(
                Swav.FrozenThroughout,
                place,
                findings.At(experiment.Training.Attribute, nameof(TrainingAttribute.Epochs)),
                Text.Of(FrozenEpochs),
                Text.Of(epochs),
                Text.Of(usual)
            );
            findings.Offer(Edit.Set(place, Text.Of(usual)));
        }
    }

    private static void RequireEpochs(FindingList findings, AttributeIndex at, string setting, int value) =>
        findings.Require(value >= 0, MethodRules.LossWeight, at, setting, "0 or more", value);

    private static string Epochs(int count) => count == 1 ? "the first epoch" : Text.Count(count, "epoch");
}

/// <summary>The loss of SwAV, in one direction.</summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">Its temperature.</param>
internal sealed record SwavLossModel(TypeName Type, double Temperature) : LossModel(Type, Temperature)
{
    /// <inheritdoc/>
    public override bool DividesCosines => true;
}

/// <summary>Embeddings of earlier batches that are shared out with a batch.</summary>
/// <param name="Size">Embeddings of each view in it.</param>
internal sealed record CodeQueueModel(int Size) : QueueModel(Size)
{
    /// <inheritdoc/>
    public override string Name => "Queue of each view";

    /// <inheritdoc/>
    public override string Setting => nameof(SwavAttribute.QueueSize);

    /// <inheritdoc/>
    public override string OwnKey => "another image's";

    /// <inheritdoc/>
    public override string Keys => "images that are shared out";
}
