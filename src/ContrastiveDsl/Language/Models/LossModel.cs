namespace ContrastiveDsl.Language;

/// <summary>A loss. What is a loss's own stands in a record derived from this, in the file of its method.</summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">Its temperature, or 0 where it has none.</param>
internal record LossModel(TypeName Type, double Temperature = 0) : DeclaredModel(Type)
{
    /// <summary>The attribute of the catalogue that declares it, without suffix; empty for a custom loss.</summary>
    public string Word { get; init; } = string.Empty;

    /// <summary>
    /// What is known of it, or <see langword="null"/> of a custom loss. Looked up by its word: a cached model holds
    /// nothing but values.
    /// </summary>
    public Loss? Facts => LossCatalogue.Find(Word);

    /// <inheritdoc/>
    public sealed override bool IsCustom => Word.Length == 0;

    /// <summary>Numbers of tensors with which a custom loss can be called, rising.</summary>
    public EquatableArray<int> CustomParameters { get; init; }

    /// <summary>
    /// What these are declared with, where the compiler reads them. A name computes nothing else: not public, and so
    /// not in the fingerprint.
    /// </summary>
    internal EquatableArray<LossForm> CustomForms { get; init; }

    /// <summary>Whether its temperature divides cosines, for which it is known what temperatures are usual.</summary>
    public virtual bool DividesCosines => false;

    /// <summary>What a temperature far too low does, as the end of a sentence.</summary>
    public virtual string SharpEffect => "lets the largest similarities alone decide";

    /// <summary>
    /// What becomes of it where an anchor has no negative, in place of <see cref="MethodModel.WithoutNegatives"/>;
    /// <see langword="null"/> where the method says that.
    /// </summary>
    public virtual string? WithoutNegatives => null;

    /// <summary>Whether it compares unit vectors, so that lengths do not matter.</summary>
    public virtual bool ComparesDirections => DividesCosines;

    /// <summary>
    /// Whether each of two batches is contrasted with itself too, so that every other image is a negative twice.
    /// </summary>
    public virtual bool ContrastsBothBatches => false;

    /// <summary>Whether its similarities come in chunks where there are too many of them to be held at once.</summary>
    public virtual bool ComesInChunks => false;

    /// <summary>
    /// The loss of an anchor that is as near to its positive as to everything else; <see langword="null"/> where
    /// negatives do not decide that.
    /// </summary>
    /// <param name="negatives">What the anchor is contrasted with besides its positive, 1 or more.</param>
    public virtual double? ChanceLoss(double negatives) => null;

    /// <summary>Whether it takes the level of the noise, which the experiment makes from Z.</summary>
    public virtual bool NeedsNoise => false;

    /// <summary>Whether it states Z; the first step estimates it otherwise.</summary>
    public virtual bool StatesPartition => false;

    /// <summary>The library's function that computes it.</summary>
    public virtual string Function => "Loss";

    /// <summary>The numbers that it is called with, in their order.</summary>
    public IEnumerable<SettingConstant> Constants
    {
        get
        {
            if (Facts is { HasTemperature: true })
            {
                yield return new SettingConstant(
                    nameof(Temperature),
                    Temperature,
                    "Temperature τ, which divides the similarities"
                );
            }

            foreach (var constant in FurtherConstants)
            {
                yield return constant;
            }
        }
    }

    /// <summary>The numbers beside the temperature.</summary>
    public virtual IEnumerable<SettingConstant> FurtherConstants => [];

    /// <summary>Settings that are no numbers, as the last arguments of the library's function.</summary>
    public virtual IEnumerable<SettingChoice> Choices => [];

    /// <summary>The loss and its settings in one line.</summary>
    /// <param name="number">How a number is written.</param>
    public virtual string Describe(Func<double, string> number) =>
        (Facts?.Name ?? Type.Name) + (Temperature > 0 ? ", temperature " + number(Temperature) : string.Empty);

    /// <inheritdoc/>
    internal sealed override EquatableArray<Finding> CheckAll(ClassAnalysis analysis) => PartFindings.Of(this);

    /// <inheritdoc/>
    internal sealed override void CheckUnused(RawClass raw, FindingList findings) =>
        CheckUnused(raw.Declaring!, findings);

    /// <summary>Checks the settings beside the temperature.</summary>
    internal virtual void Check(FindingList findings) { }

    /// <summary>Checks that settings which are written have an effect.</summary>
    internal virtual void CheckUnused(RawAttribute attribute, FindingList findings) { }

    /// <summary>Adds a finding unless a setting satisfies its condition.</summary>
    private protected void RequireSetting(
        FindingList findings,
        bool holds,
        string setting,
        string condition,
        double value
    ) => findings.Require(holds, MethodRules.Setting, Attribute, setting, condition, value);
}

/// <summary>A loss of the cosines of two batches, or of what follows from them, without settings.</summary>
/// <param name="Type">The class.</param>
internal sealed record CosineLossModel(TypeName Type) : LossModel(Type)
{
    /// <inheritdoc/>
    public override bool ComparesDirections => true;
}

/// <summary>
/// A loss that has an anchor recognize its positive among negatives, by similarities that a temperature divides.
/// </summary>
/// <param name="Type">The class.</param>
/// <param name="Temperature">Its temperature.</param>
internal record ContrastiveLossModel(TypeName Type, double Temperature) : LossModel(Type, Temperature)
{
    /// <inheritdoc/>
    public override bool DividesCosines => true;

    /// <inheritdoc/>
    public override string SharpEffect => "lets the hardest negatives alone decide";

    /// <summary>The cross entropy of choosing among them all.</summary>
    public override double? ChanceLoss(double negatives) => Math.Log(negatives + 1);
}
