using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// What is known of a method before anything is resolved: its name, its losses, the parts and the memory that it needs,
/// its own rules. Each method has a file of its own; what is general asks here and in <see cref="MethodModel"/>, never
/// which method it has before it.
/// </summary>
/// <param name="word">The attribute that declares it, without suffix.</param>
/// <param name="name">Its name as the field writes it.</param>
/// <param name="paper">Authors, year and number of the paper.</param>
internal abstract class Method(string word, string name, string paper)
{
    /// <summary>The attribute that declares it, without suffix.</summary>
    public string Word => word;

    /// <summary>Its name as the field writes it.</summary>
    public string Name => name;

    /// <summary>Authors, year and number of the paper.</summary>
    public string Paper => paper;

    /// <summary>The losses that compare what it has to compare, its own first.</summary>
    public abstract IReadOnlyList<Loss> Losses { get; }

    /// <summary>Its own loss.</summary>
    public Loss Loss => Losses[0];

    /// <summary>The loss whose tensors a custom loss takes.</summary>
    public virtual Loss CustomLoss => Loss;

    /// <summary>Views of each image in a step, unless the experiment says otherwise.</summary>
    public virtual int ViewCount => 2;

    /// <summary>What it keeps from one step to the next.</summary>
    public virtual IReadOnlyList<MemoryFacts> Memory => [];

    /// <summary>What is known of its momentum encoder; <see langword="null"/> without one.</summary>
    public MomentumFacts? Momentum => Memory.OfType<MomentumFacts>().FirstOrDefault();

    /// <summary>
    /// Whether it has a pretext transform that makes patches, and a head and an augmentation family of these.
    /// </summary>
    public abstract bool HasPretext { get; }

    /// <summary>Whether it has a projection head: whether what its loss sees is a projection of the features.</summary>
    public virtual bool HasProjector => true;

    /// <summary>Whether it has a prediction head.</summary>
    public abstract bool HasPredictor { get; }

    /// <summary>Whether it can look at small views of an image beside its two large ones.</summary>
    public abstract bool HasLocalViews { get; }

    /// <summary>Small views of each image that its authors' examples have; 0 of a method that has none.</summary>
    public virtual int UsualLocalCount => 0;

    /// <summary>
    /// Why it needs its prediction head, as the end of a sentence; empty where that is no matter of learning at all.
    /// </summary>
    public virtual string PredictorReason => string.Empty;

    /// <summary>Whether it contrasts with anything, so that negatives are of use to it.</summary>
    public virtual bool HasNegatives => true;

    /// <summary>
    /// Whether a batch can pass its networks in micro-batches whose gradients wait for the loss of the whole batch: it
    /// can where only the loss compares images of the batch.
    /// </summary>
    public virtual bool CachesGradients => false;

    /// <summary>
    /// Whether it can pass in micro-batches whose gradients add up: it can where the loss is a mean over images that do
    /// not see each other.
    /// </summary>
    public virtual bool AccumulatesGradients => false;

    /// <summary>The parts that an experiment of it names.</summary>
    public virtual IEnumerable<PartFacts> Parts =>
        [
            new(nameof(ExperimentAttribute.Encoder), DeclarationKind.Encoder),
            .. HasProjector
                ? [new PartFacts(nameof(ExperimentAttribute.Projector), DeclarationKind.Projector)]
                : Array.Empty<PartFacts>(),
            new(nameof(ExperimentAttribute.Views), DeclarationKind.Views),
            new(nameof(ExperimentAttribute.Loss), DeclarationKind.Loss),
            new(nameof(ExperimentAttribute.SecondViews), DeclarationKind.Views, IsRequired: false),
        ];

    /// <summary>
    /// The least value of its loss, where embeddings that are all alike have it, so that a low loss proves nothing;
    /// <see langword="null"/> for every other method. Of a loss of the catalogue.
    /// </summary>
    public virtual double? CollapsedLoss => null;

    /// <summary>What its embeddings show that are not collapsed.</summary>
    public virtual HealthFacts Health =>
        new(0.05, 1.5, "Lower the learning rate" + (Loss.HasTemperature ? ", or raise the temperature." : "."));

    /// <summary>Rules that concern it alone.</summary>
    public virtual IReadOnlyList<Rule> Rules => [];

    /// <summary>
    /// The settings of an experiment of it, or <see langword="null"/> where something of its own is missing. What
    /// several methods have is added by whoever asks.
    /// </summary>
    /// <param name="attribute">The attribute that declares the experiment.</param>
    /// <param name="raw">The experiment's class.</param>
    /// <param name="parts">
    /// What the classes of <see cref="Parts"/> declare, by argument: <see langword="null"/> for one that may be and is
    /// left out. Heads are as they are on their own, behind nothing.
    /// </param>
    /// <param name="encoder">Its encoder.</param>
    public abstract MethodModel? Resolve(
        RawAttribute attribute,
        RawClass raw,
        IReadOnlyDictionary<string, ClassModel?> parts,
        EncoderModel encoder
    );

    /// <summary>The variant of the method that an experiment is of: <c>v2</c>; empty where there is only one.</summary>
    /// <param name="attribute">The attribute that declares the experiment.</param>
    public virtual string VariantOf(RawAttribute attribute) => string.Empty;

    /// <summary>The name of a variant: <c>MoCo v2</c>.</summary>
    /// <param name="variant">The variant, or empty for the method as such.</param>
    public string NameOf(string variant) => variant.Length == 0 ? name : name + " " + variant;

    /// <summary>
    /// The rule of this method against a setting that it does not read, whose message takes the method's name and the
    /// setting; <see langword="null"/> where the general rule says enough.
    /// </summary>
    /// <param name="word">The setting's attribute without suffix.</param>
    public virtual Rule? Refusal(string word) =>
        !HasNegatives && word == Words.Of<NegativeQueueAttribute>() ? MethodRules.NegativesUnused : null;

    /// <summary>
    /// The attributes of a part as it is usual, to begin with: an editor adds a class with them where an experiment
    /// lacks the part. <see langword="null"/> for a part that is never alike.
    /// </summary>
    /// <param name="part">The part.</param>
    /// <param name="declaring">The attribute that declares the experiment.</param>
    /// <param name="output">Size of the projector's output, or 0 where there is none yet.</param>
    public virtual string? UsualPart(PartFacts part, RawAttribute declaring, int output) =>
        part.Kind switch
        {
            DeclarationKind.Projector => "[ProjectionHead(Output = 128)]",
            DeclarationKind.Predictor when output > 0 => "[PredictionHead(Output = " + Text.Of(output) + ")]",
            DeclarationKind.PatchHead when output > 0 => "[PatchHead(Output = " + Text.Of(output) + ")]",
            DeclarationKind.Views when part.Argument == nameof(ExperimentAttribute.Views) =>
                "[AugmentationFamily] [RandomResizedCrop]",
            // Patches are small already.
            DeclarationKind.Views => "[AugmentationFamily] [RandomHorizontalFlip]",
            DeclarationKind.Loss => "[" + Loss.Word + "]",
            _ => null,
        };

    /// <summary>Whether a setting that not every method has is read by this one.</summary>
    /// <param name="word">The setting's attribute without suffix.</param>
    public bool Reads(string word) =>
        Memory.Any(memory => memory.Word == word) || (HasPretext && PretextTransforms.Has(word));
}

/// <summary>A method that an attribute declares.</summary>
/// <typeparam name="TAttribute">The attribute.</typeparam>
/// <param name="name">Its name as the field writes it.</param>
/// <param name="paper">Authors, year and number of the paper.</param>
internal abstract class Method<TAttribute>(string name, string paper) : Method(Words.Of<TAttribute>(), name, paper)
    where TAttribute : ExperimentAttribute
{
    /// <inheritdoc/>
    public sealed override bool HasPredictor { get; } =
        typeof(PredictiveExperimentAttribute).IsAssignableFrom(typeof(TAttribute));

    /// <inheritdoc/>
    public sealed override bool HasPretext { get; } =
        typeof(PatchExperimentAttribute).IsAssignableFrom(typeof(TAttribute));

    /// <inheritdoc/>
    public sealed override bool HasLocalViews { get; } =
        typeof(MultiCropExperimentAttribute).IsAssignableFrom(typeof(TAttribute));

    /// <inheritdoc/>
    public override IEnumerable<PartFacts> Parts =>
        [
            .. base.Parts,
            .. HasLocalViews
                ?
                [
                    new PartFacts(
                        nameof(MultiCropExperimentAttribute.LocalViews),
                        DeclarationKind.Views,
                        IsRequired: false
                    ),
                ]
                : Array.Empty<PartFacts>(),
            .. HasPredictor
                ? [new PartFacts(nameof(PredictiveExperimentAttribute.Predictor), DeclarationKind.Predictor)]
                : Array.Empty<PartFacts>(),
            .. HasPretext
                ?
                [
                    new PartFacts(nameof(PatchExperimentAttribute.PatchHead), DeclarationKind.PatchHead),
                    new PartFacts(nameof(PatchExperimentAttribute.PatchViews), DeclarationKind.Views),
                ]
                : Array.Empty<PartFacts>(),
        ];
}

/// <summary>A method whose settings are those of its attribute, and no others.</summary>
/// <typeparam name="TAttribute">The attribute that declares it.</typeparam>
/// <param name="name">Its name as the field writes it.</param>
/// <param name="paper">Authors, year and number of the paper.</param>
/// <param name="resolve">The settings of an experiment with the attribute.</param>
internal abstract class AttributeMethod<TAttribute>(string name, string paper, Func<TAttribute, MethodModel> resolve)
    : Method<TAttribute>(name, paper)
    where TAttribute : ExperimentAttribute
{
    /// <inheritdoc/>
    public sealed override MethodModel Resolve(
        RawAttribute attribute,
        RawClass raw,
        IReadOnlyDictionary<string, ClassModel?> parts,
        EncoderModel encoder
    ) => resolve(attribute.Bind<TAttribute>());
}

/// <summary>A part that an experiment names.</summary>
/// <param name="Argument">The argument that names it.</param>
/// <param name="Kind">What it has to declare.</param>
/// <param name="IsRequired">Whether it may not be left out.</param>
internal sealed record PartFacts(string Argument, DeclarationKind Kind, bool IsRequired = true);
