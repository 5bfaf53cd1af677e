using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// SwAV: both views of an image are assigned to prototypes among which the batch is shared out evenly, and the
/// assignment of one is predicted from the other.
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
        "{0} images are shared out among {1} prototypes, so that each gets less than one. Set Prototypes = {2}, or {3}."
    );

    /// <summary>The cross entropy of codes and scores.</summary>
    internal static Loss Swapped { get; } =
        new Loss<SwavLossAttribute>("scores and codes", ["scores", "codes"], static (type, loss) =>
            new SwavLossModel(type, loss.Temperature)
        );

    /// <inheritdoc/>
    public override IReadOnlyList<Loss> Losses { get; } = [Swapped];

    /// <inheritdoc/>
    public override IReadOnlyList<Rule> Rules { get; } =
    [NothingToShare, FewForPrototypes, PrototypeRules.FrozenThroughout];

    /// <inheritdoc/>
    public override bool CachesGradients => true;

    /// <inheritdoc/>
    public override int UsualLocalCount => 6;

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
    : PrototypeMethodModel<Swav>(Prototypes, FrozenEpochs)
{
    /// <inheritdoc/>
    private protected override string Kind => "unit vectors";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Value)> Describe(
        ExperimentModel experiment,
        Func<long, string> count
    )
    {
        var counts = Queue is not null && ReadsQueue(experiment.Training);
        yield return (
            "Assignment",
            count(Images(experiment.Training))
                + (counts ? " images, those of the queue with them," : " images")
                + " shared out evenly among "
                + count(Prototypes)
                + " prototypes"
                + DescribeFrozen()
                + (
                    Queue is null || counts
                        ? string.Empty
                        : "; the queue counts from epoch " + count(QueueEpoch) + " on"
                )
        );
    }

    /// <summary>Each view is scored against all prototypes, with small ones all views at once.</summary>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (Math.Max(Images(experiment.Training), experiment.Training.BatchSize * HeadImages(experiment)), Prototypes);

    /// <summary>
    /// A queue whose epoch never comes is not read; a number of epochs out of range is reported as such.
    /// </summary>
    public override bool ReadsQueue(TrainingModel training) => training.Epochs < 1 || QueueEpoch < training.Epochs;

    /// <inheritdoc/>
    internal override void Check(ExperimentAnalysis analysis, FindingList findings)
    {
        var experiment = analysis.Model;
        var at = experiment.Attribute;
        var isCount = CheckPrototypes(experiment, findings);
        findings.RequirePositive(MethodRules.Setting, at, nameof(SwavAttribute.Epsilon), Epsilon);
        findings.RequireSize(at, nameof(SwavAttribute.Iterations), Iterations, 1, 100);
        findings.RequireBetween(MethodRules.Setting, at, nameof(SwavAttribute.QueueEpoch), QueueEpoch, 0);
        CheckBatch(experiment, isCount, findings);
        CheckFrozen(experiment, findings);
    }

    /// <inheritdoc/>
    internal override void CheckUnused(ExperimentModel experiment, RawAttribute attribute, FindingList findings)
    {
        if (Queue is null)
        {
            findings.AddUnused(attribute, "which has no queue", nameof(SwavAttribute.QueueEpoch));
        }
        else if (
            !ReadsQueue(experiment.Training)
            && attribute.Has(nameof(SwavAttribute.QueueSize))
            && experiment.Training.BatchSize is var batch
            && batch >= Prototypes
            && batch <= Queue.Size
        )
        {
            // Where the batch is too small for the prototypes, that is said, and the queue's epoch with it; where the
            // queue is too small for the batch, that.
            AddUnreadQueue(experiment, attribute, findings);
        }
    }

    private void AddUnreadQueue(ExperimentModel experiment, RawAttribute attribute, FindingList findings)
    {
        const string Size = nameof(SwavAttribute.QueueSize);
        const string Epoch = nameof(SwavAttribute.QueueEpoch);
        findings.Add(
            DeclarationRules.UnusedSetting,
            experiment.At(Size),
            Size,
            experiment.Type.Name,
            "which trains for "
                + Text.Count(experiment.Training.Epochs, "epoch")
                + " and reads its queue from epoch "
                + Text.Of(QueueEpoch)
                + " on"
        );
        findings.Offer([
            .. new[] { Size, Epoch }.Where(attribute.Has).Select(setting => Edit.Remove(experiment.At(setting))),
        ]);
        findings.Offer(Edit.Set(experiment.At(Epoch), Text.Of(UsualQueueEpoch(experiment.Training))));
    }

    /// <summary>
    /// Checks the batch, unless the queue is refused, so that it is not known what it adds to the batch.
    /// </summary>
    private void CheckBatch(ExperimentModel experiment, bool isCount, FindingList findings)
    {
        var batch = experiment.Training.BatchSize;
        var place = findings.At(experiment.Training.Attribute, nameof(TrainingAttribute.BatchSize));
        var images = Images(experiment.Training);
        if (batch == 1)
        {
            findings.Add(Swav.NothingToShare, place, Text.Of(batch), Facts.Name);
            findings.Offer(Edit.Set(place, BatchChecks.Usual));
        }
        else if (isCount && batch > 1 && images < Prototypes && !(Queue?.Size < batch))
        {
            var prototypes = experiment.At(nameof(SwavAttribute.Prototypes));
            var fewer = Text.Of(images);
            var queue = QueueFor(experiment);
            findings.AddConflict(
                Swav.FewForPrototypes,
                prototypes,
                place,
                Text.Of(images),
                Text.Of(Prototypes),
                fewer,
                Text.And([.. queue.Select(setting => setting.Name + " = " + setting.Value + setting.OrMore)])
            );
            findings.Offer(Edit.Set(prototypes, fewer));
            findings.Offer([.. queue.Select(setting => Edit.Set(experiment.At(setting.Name), setting.Value))]);
        }
    }

    /// <summary>
    /// The settings of a queue that makes up for a small batch: it holds a batch, and its epoch comes.
    /// </summary>
    private IEnumerable<(string Name, string Value, string OrMore)> QueueFor(ExperimentModel experiment)
    {
        var training = experiment.Training;
        var size = Math.Max(Prototypes - training.BatchSize, training.BatchSize);
        if ((Queue?.Size ?? 0) < size)
        {
            yield return (nameof(SwavAttribute.QueueSize), Text.Of(size), " or more");
        }

        if (!ReadsQueue(training))
        {
            yield return (nameof(SwavAttribute.QueueEpoch), Text.Of(UsualQueueEpoch(training)), string.Empty);
        }
    }

    /// <summary>An epoch that comes: the first in which prototypes move.</summary>
    private int UsualQueueEpoch(TrainingModel training) =>
        FrozenEpochs < training.Epochs ? Math.Max(0, FrozenEpochs) : 0;

    /// <summary>Images of a view that are shared out together.</summary>
    private long Images(TrainingModel training) =>
        training.BatchSize + (ReadsQueue(training) ? Math.Max(0L, Queue?.Size ?? 0) : 0);
}

/// <summary>The loss of SwAV, in one direction.</summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">Its temperature.</param>
internal sealed record SwavLossModel(TypeName Type, double Temperature) : LossModel(Type, Temperature)
{
    /// <inheritdoc/>
    public override bool DividesCosines => true;

    /// <inheritdoc/>
    public override string SharpEffect => "lets the nearest prototype alone decide";
}

/// <summary>Embeddings of earlier batches that are shared out with a batch.</summary>
/// <param name="Size">Embeddings of each view in it.</param>
internal sealed record CodeQueueModel(int Size) : QueueModel(Size)
{
    /// <inheritdoc/>
    public override string Name => "Queues";

    /// <summary>One for each view.</summary>
    public override int Count => 2;

    /// <inheritdoc/>
    public override string EntryNoun => "embedding";

    /// <inheritdoc/>
    public override string Setting => nameof(SwavAttribute.QueueSize);

    /// <inheritdoc/>
    public override string? RoleOfOwnEntry => "another image's";

    /// <inheritdoc/>
    public override string RoleOfEntries => "images that are shared out";
}
