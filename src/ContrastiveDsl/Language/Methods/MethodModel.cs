using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// The method of an experiment with its settings, and what differs between methods: views, networks, memory, what every
/// anchor is contrasted with. One subclass for each method, in the method's file.
/// </summary>
internal abstract record MethodModel : Model
{
    /// <summary>What is known of the method.</summary>
    public abstract Method Facts { get; }

    /// <summary>The prediction head, with the projector's output as its input, of a method that has one.</summary>
    public HeadModel? Predictor { get; init; }

    /// <summary>What it keeps from one step to the next.</summary>
    public EquatableArray<MemoryModel> Memory { get; init; }

    /// <summary>How the momentum encoder follows, of a method that has one.</summary>
    public MomentumModel? Momentum => Memory.OfType<MomentumModel>().FirstOrDefault();

    /// <summary>The queue, of a method that has one.</summary>
    public QueueModel? Queue => Memory.OfType<QueueModel>().FirstOrDefault();

    /// <summary>The memory bank, of a method that has one.</summary>
    public BankModel? Bank => Memory.OfType<BankModel>().FirstOrDefault();

    /// <summary>The encoder of the keys, where gradients train it too.</summary>
    public virtual EncoderModel? KeyEncoder => null;

    /// <summary>The projection head of the keys, where gradients train it too.</summary>
    public virtual HeadModel? KeyProjector => null;

    /// <summary>The patches of a pretext transform, of a method that has them.</summary>
    public virtual PretextModel? Pretext => null;

    /// <summary>The small views beside the two large ones, where there are any.</summary>
    public LocalViewsModel? LocalViews { get; init; }

    /// <summary>The grid of patches that a method predicts in, or <see langword="null"/>.</summary>
    public virtual GridModel? Grid => null;

    /// <summary>The settings that give number and size of its patches, of a method that has any.</summary>
    internal virtual IReadOnlyList<string> PatchSettings => Pretext?.Transform.SizeSettings ?? [];

    /// <summary>Which variant of the method it is: <c>v2</c>; empty where there is only one.</summary>
    public virtual string Variant => string.Empty;

    /// <summary>
    /// Where the trained network is that the method learns from, a file or a folder; <see langword="null"/> of a method
    /// without one.
    /// </summary>
    public virtual string? TeacherPath => null;

    /// <summary>Its name as the field writes it, the variant included.</summary>
    /// <param name="loss">The loss of the experiment.</param>
    public virtual string Name(LossModel loss) => Facts.NameOf(Variant);

    /// <summary>Authors, year and number of the paper, of the variant where there are several.</summary>
    public virtual string Paper => Facts.Paper;

    /// <summary>Views of each image in a step: the method's, unless the experiment says otherwise.</summary>
    public int ViewCount { get; init; }

    /// <summary>
    /// The families from which its authors draw the first and the second view; <see langword="null"/> where they draw
    /// both from one.
    /// </summary>
    /// <param name="encoder">The encoder, with which they may change.</param>
    public virtual ViewsPair? Families(EncoderModel encoder) => null;

    /// <summary>
    /// How many images one forward pass of the encoder sees for each image of the batch: its views, its patches, or 1.
    /// Where passes see different numbers, as those of large and of small views do, what divides both.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    public virtual long JoinedImages(ExperimentModel experiment) =>
        LocalViews is { Count: > 0 } local ? Divisors.Common(ViewCount, local.Count) : 1;

    /// <summary>
    /// How many parts the images of a pass have at least, or a multiple of it, if none of them holds two views: the
    /// views of each pass, and where passes have different ones, what both divide.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    public long PartedViews(ExperimentModel experiment) =>
        LocalViews is { Count: > 0 } local
            ? ViewCount / Divisors.Common(ViewCount, local.Count) * (long)local.Count
            : JoinedImages(experiment);

    /// <summary>How many the smallest forward pass of the encoder sees for each image of the batch.</summary>
    /// <param name="experiment">The experiment.</param>
    public long MinimumImages(ExperimentModel experiment) =>
        LocalViews is { Count: > 0 } local ? Math.Min(ViewCount, local.Count) : JoinedImages(experiment);

    /// <summary>How many a head sees at once for each image of the batch: views of all sizes.</summary>
    /// <param name="experiment">The experiment.</param>
    public long HeadImages(ExperimentModel experiment) =>
        LocalViews is { Count: > 0 } local ? ViewCount + local.Count : JoinedImages(experiment);

    /// <summary>Whether a step reads labels.</summary>
    public virtual bool NeedsLabels => false;

    /// <summary>
    /// The argument whose change makes labels superfluous, and what to write instead of it: for a method that always
    /// needs them, another method.
    /// </summary>
    public virtual (string? Argument, string Instead) WithoutLabels => (null, "[" + Words.Of<SimClrAttribute>() + "]");

    /// <summary>Keys of each image that enter the queue in a step.</summary>
    public virtual int KeysPerImage => 1;

    /// <summary>Whether an experiment with these settings keeps something that the method can keep.</summary>
    /// <param name="memory">It, with its settings.</param>
    public virtual bool Keeps(MemoryModel memory) => true;

    /// <summary>Whether a run reads the queue, of a method that has one.</summary>
    /// <param name="training">Settings of the run.</param>
    public virtual bool ReadsQueue(TrainingModel training) => true;

    /// <summary>Whether the predictor keeps its peak learning rate while a schedule moves the others.</summary>
    public virtual bool KeepsPredictorRate => false;

    /// <summary>Whether its negatives are other images of the batch, so that a batch can be too small for it.</summary>
    public virtual bool ContrastsWithinBatch => false;

    /// <summary>
    /// What becomes of training without any negative in the batch, as the end of <see cref="MethodRules.NoNegatives"/>:
    /// "With BatchSize = 1, SimCLR has no negatives and …".
    /// </summary>
    public virtual string WithoutNegatives => "the loss is always 0";

    /// <summary>
    /// How many vectors each anchor is contrasted with besides its positives, and where labels decide, at most: the
    /// only place that says so. 0 for a method without negatives, and where an anchor is contrasted with all other
    /// entries of a memory bank.
    /// </summary>
    /// <param name="experiment">The experiment, whose loss is one of the catalogue.</param>
    public virtual long NegativesPerAnchor(ExperimentModel experiment) => 0;

    /// <summary>The same in words.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="count">How a number is written.</param>
    public virtual string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) => "none";

    /// <summary>Networks of the library's that are trained beside the declared parts.</summary>
    /// <param name="experiment">The experiment.</param>
    public virtual IEnumerable<NetworkFacts> Networks(ExperimentModel experiment) => [];

    /// <summary>What <c>describe</c> says of it beside what it says of every method: names and values.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="count">How a number is written.</param>
    public virtual IEnumerable<(string Name, string Value)> Describe(
        ExperimentModel experiment,
        Func<long, string> count
    ) => [];

    /// <summary>
    /// Rows and columns of the similarities that a step forms at once, of the loss mostly; (0, 0) where it forms none.
    /// </summary>
    /// <param name="experiment">The experiment, whose loss is one of the catalogue.</param>
    public virtual (long Rows, long Columns) Similarities(ExperimentModel experiment) => (0, 0);

    /// <summary>Whether these come in chunks where there are too many of them to be held at once.</summary>
    /// <param name="loss">The loss of the experiment.</param>
    public virtual bool ComesInChunks(LossModel loss) => loss.ComesInChunks;

    /// <summary>What <see cref="Similarities"/> are with this method, as a heading.</summary>
    public virtual string SimilaritiesName => "Similarities";

    /// <summary>
    /// The loss of embeddings that tell nothing of their images, each at right angles to all others, its positive
    /// included, as random directions of many numbers nearly are: what training must leave behind, and what the tests
    /// compare. A loss by softmax has the same where all embeddings are one; another may not.
    /// <see langword="null"/> where the loss has no such value, or is a custom one.
    /// </summary>
    /// <param name="experiment">The experiment, whose batch size is the run's.</param>
    public virtual double? ChanceLoss(ExperimentModel experiment) => null;

    /// <summary>Checks what concerns this method alone.</summary>
    internal virtual void Check(ExperimentAnalysis analysis, FindingList findings) { }

    /// <summary>Checks that settings of its own which are written have an effect.</summary>
    internal virtual void CheckUnused(ExperimentModel experiment, RawAttribute attribute, FindingList findings) { }

    /// <summary>Images whose loss is computed at once, where it is a mean over images.</summary>
    private protected static int ImagesAtOnce(ExperimentModel experiment) =>
        experiment.Training.MicroBatch > 0 ? experiment.Training.MicroBatch : experiment.Training.BatchSize;

    /// <summary>"255 per query (B - 1 with B = 256 images)".</summary>
    private protected static string OfOtherImages(ExperimentModel experiment, Func<long, string> count, string each) =>
        count(experiment.Method.NegativesPerAnchor(experiment))
        + " "
        + each
        + " (B - 1 with B = "
        + count(experiment.Training.BatchSize)
        + " images)";

    /// <summary>"510 per anchor (2B - 2 with B = 256 images)".</summary>
    private protected static string OfBothViews(ExperimentModel experiment, Func<long, string> count) =>
        count(experiment.Method.NegativesPerAnchor(experiment))
        + " per anchor (2B - 2 with B = "
        + count(experiment.Training.BatchSize)
        + " images)";
}

/// <summary>The settings of a method.</summary>
/// <typeparam name="TMethod">The method.</typeparam>
internal abstract record MethodModel<TMethod> : MethodModel
    where TMethod : Method
{
    /// <summary>The settings that the method has unless an experiment says otherwise.</summary>
    private protected MethodModel() => ViewCount = MethodCatalogue.Of<TMethod>().ViewCount;

    /// <inheritdoc/>
    public sealed override Method Facts => MethodCatalogue.Of<TMethod>();
}
