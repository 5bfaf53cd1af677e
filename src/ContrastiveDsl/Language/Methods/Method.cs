using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>
/// What is known of a method before anything is resolved: its name, its losses, the parts and the memory that it needs,
/// its own rules. Each method has a file of its own, which nothing but <see cref="MethodCatalogue"/> names; what is
/// general asks here and in <see cref="MethodModel"/>.
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

    /// <summary>Whether it has a memory bank.</summary>
    public virtual bool HasBank => false;

    /// <summary>
    /// Whether it has a head and an augmentation family of patches, and a pretext transform that makes them.
    /// </summary>
    public virtual bool HasPatches => false;

    /// <summary>Whether gradients train the encoder of the keys too.</summary>
    public virtual bool TrainsKeys => false;

    /// <summary>Whether it has a prediction head.</summary>
    public virtual bool HasPredictor => false;

    /// <summary>
    /// Why it needs its prediction head, as the end of a sentence; empty where that is no matter of learning at all.
    /// </summary>
    public virtual string PredictorReason => string.Empty;

    /// <summary>Whether it has a queue of negatives.</summary>
    public virtual bool HasQueue => false;

    /// <summary>
    /// What its momentum encoder is called: <c>Key</c>, <c>Momentum</c>, <c>Target</c>; empty without one.
    /// </summary>
    public virtual string Target => string.Empty;

    /// <summary>How its momentum encoder follows by default; <see langword="null"/> without one.</summary>
    public virtual MomentumModel? Momentum => null;

    /// <summary>Whether it has a momentum encoder.</summary>
    public bool HasTarget => Target.Length > 0;

    /// <summary>What its embeddings show that are not collapsed.</summary>
    public virtual HealthModel Health => new(0.05, 1.5, "Lower the learning rate, or raise the temperature.");

    /// <summary>Rules that concern it alone.</summary>
    public virtual IReadOnlyList<Rule> Rules => [];

    /// <summary>
    /// The settings of an experiment of it, or <see langword="null"/> where something of its own is missing. What
    /// several methods have is added by whoever asks.
    /// </summary>
    /// <param name="attribute">The attribute that declares the experiment.</param>
    /// <param name="raw">The experiment's class.</param>
    /// <param name="encoder">Its encoder.</param>
    public abstract MethodModel? Resolve(RawAttribute attribute, RawClass raw, EncoderModel encoder);

    /// <summary>The version of the method that an experiment is of, or 0 for a method without versions.</summary>
    /// <param name="attribute">The attribute that declares the experiment.</param>
    public virtual int VersionOf(RawAttribute attribute) => 0;

    /// <summary>
    /// The rule of its own against a setting that it has no use for, whose message takes the method's name and the
    /// setting; <see langword="null"/> where the general one says enough.
    /// </summary>
    /// <param name="word">The setting's attribute without suffix.</param>
    public virtual Rule? Refusal(string word) => null;

    /// <summary>Whether a setting that not every method has is read by this one.</summary>
    /// <param name="word">The setting's attribute without suffix.</param>
    public bool Reads(string word) =>
        (HasTarget && word == Words.Of<MomentumEncoderAttribute>())
        || (HasQueue && word == Words.Of<NegativeQueueAttribute>())
        || (HasBank && word == Words.Of<MemoryBankAttribute>())
        || (HasPatches && (word == Words.Of<JigsawAttribute>() || word == Words.Of<RotationAttribute>()));

    /// <summary>Whether a loss of the catalogue compares what the method has to compare.</summary>
    /// <param name="loss">The loss's name.</param>
    public bool Accepts(string loss) => Losses.Any(candidate => candidate.Name == loss);
}
