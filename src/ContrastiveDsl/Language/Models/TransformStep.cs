namespace ContrastiveDsl.Language;

/// <summary>One step of an augmentation family.</summary>
internal abstract record TransformStep : Model
{
    private const string Suffix = "Step";
    private const double MinimumPercent = 5;

    /// <summary>The name as its attribute has it, for messages: that of its class without the suffix.</summary>
    public virtual string Kind => GetType().Name.Substring(0, GetType().Name.Length - Suffix.Length);

    /// <summary>Uniform random numbers that the step needs for each sample.</summary>
    public abstract int Draws { get; }

    /// <summary>The numbers that the library's function is called with, by parameter and in their order.</summary>
    public virtual IReadOnlyList<StepSetting> Settings => [];

    /// <summary>Whether it takes images of different sizes, and makes them of one.</summary>
    public virtual bool TakesAnySizes => false;

    /// <summary>Whether it can make two different views of one image.</summary>
    public abstract bool IsRandom { get; }

    /// <summary>Whether it takes values between 0 and 1 only, which normalized images do not have.</summary>
    public virtual bool NeedsPixelValues => false;

    /// <summary>What changes the colors of an image, in words; <see langword="null"/> where nothing does.</summary>
    public virtual string? ColorSetting => null;

    /// <summary>
    /// What takes images of one or three channels only, in words; <see langword="null"/> where nothing does.
    /// </summary>
    public virtual string? RgbSetting => ColorSetting;

    /// <summary>
    /// Why it leaves every image as it is and what to write instead, in words; <see langword="null"/> where it does
    /// not.
    /// </summary>
    public virtual (string Reason, string Instead)? Inertia => null;

    /// <summary>
    /// The step as one would write it without what images of so many channels cannot take; <see langword="null"/> where
    /// they take all of it.
    /// </summary>
    /// <param name="channels">Channels of the images, not 3.</param>
    internal virtual string? WithoutColors(int channels) => null;

    /// <summary>
    /// What of it images of so many channels cannot take, where it does something without that; empty where it does
    /// not.
    /// </summary>
    /// <param name="channels">Channels of the images, not 3.</param>
    internal virtual IReadOnlyList<string> ColorArguments(int channels) => [];

    /// <summary>The step and its settings in one line.</summary>
    /// <param name="number">How a number is written.</param>
    /// <param name="side">Side of the views in pixels, which a crop without a size of its own has.</param>
    public abstract string Describe(Func<double, string> number, int side);

    /// <summary>Index of the attribute that declares the step among the class's attributes of the language.</summary>
    public AttributeIndex Attribute { get; init; }

    /// <summary>Checks its settings.</summary>
    internal virtual void Check(FindingList findings) { }

    /// <summary>Checks that it can be done to views of a size.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="views">Its family.</param>
    /// <param name="place">Where the experiment names the family.</param>
    /// <param name="side">Side of the views in pixels.</param>
    /// <param name="findings">Where findings go.</param>
    internal virtual void CheckSide(
        ExperimentModel experiment,
        ViewsModel views,
        Place place,
        int side,
        FindingList findings
    ) { }

    /// <summary>The end of a line about a step that is not always taken.</summary>
    private protected static string WithProbability(Func<double, string> number, double probability) =>
        ", probability " + number(probability);

    /// <summary>From where to where a setting is drawn.</summary>
    private protected static string Range(Func<double, string> number, double minimum, double maximum) =>
        number(minimum) + " to " + number(maximum);

    /// <summary>Why a step does nothing that is never taken.</summary>
    private protected static (string Reason, string Instead)? Never(double probability) =>
        probability.Equals(0.0) ? ("its probability is 0", "Set Probability = 0.5") : null;

    /// <summary>Why a step does nothing, for a reason of its own, by its probability, or by both.</summary>
    private protected static (string Reason, string Instead)? Never(
        bool isIdle,
        string reason,
        string instead,
        double probability
    ) =>
        !isIdle ? Never(probability)
        : Never(probability) is null ? (reason, instead)
        : (reason + " and its probability is 0", instead + " and Probability = 0.5");

    /// <summary>Checks a probability.</summary>
    private protected void RequireProbability(FindingList findings, string setting, double value)
    {
        if (!(value is >= 0 and <= 1))
        {
            var meant = value is > 1 and <= 100 ? Text.OfComputed(value / 100) : null;
            var hint = meant is null ? string.Empty : " Did you mean " + meant + "?";
            findings.Add(DataRules.Probability, findings.At(Attribute, setting), Text.Of(value), hint);
            if (meant is not null)
            {
                findings.Offer(Edit.Set(findings.At(Attribute, setting), meant));
            }
        }
    }

    /// <summary>
    /// Checks a range above 0, or from 0 on, and reports it at its lower or upper end, whichever the user is likelier
    /// to have written.
    /// </summary>
    private protected void RequireRange(
        FindingList findings,
        Rule rule,
        (string Setting, double Value) minimum,
        (string Setting, double Value) maximum,
        double limit = double.MaxValue,
        bool takesZero = false
    )
    {
        if (IsRange(minimum.Value, maximum.Value))
        {
            return;
        }

        var isMinimum = !IsRange(minimum.Value, minimum.Value);
        var (blamed, other) = isMinimum ? (minimum, maximum) : (maximum, minimum);
        var isReversed = IsRange(maximum.Value, minimum.Value);
        // 30 was meant as 30 percent; what 2 was meant as cannot be guessed.
        var share = blamed.Value / 100;
        var isPercent =
            !isReversed
            && limit <= 1
            && blamed.Value >= MinimumPercent
            && (isMinimum ? IsRange(share, other.Value) : IsRange(other.Value, share));
        var (minimumShare, maximumShare) = (Text.OfComputed(minimum.Value / 100), Text.OfComputed(maximum.Value / 100));
        var arePercent =
            limit <= 1 && minimum.Value >= MinimumPercent && IsRange(minimum.Value / 100, maximum.Value / 100);
        findings.AddConflict(
            rule,
            findings.At(Attribute, blamed.Setting),
            findings.At(Attribute, other.Setting),
            minimum.Setting + " and " + maximum.Setting,
            (takesZero ? "0 <= " : "0 < ")
                + minimum.Setting
                + " <= "
                + maximum.Setting
                + (
                    limit < double.MaxValue ? " <= " + Text.Of(limit)
                    : double.IsPositiveInfinity(maximum.Value) ? " and be finite"
                    : string.Empty
                ),
            Text.Of(minimum.Value),
            Text.Of(maximum.Value),
            isReversed ? " Swap them."
                : arePercent
                    ? " Did you mean "
                        + minimum.Setting
                        + " = "
                        + minimumShare
                        + " and "
                        + maximum.Setting
                        + " = "
                        + maximumShare
                        + "?"
                : isPercent ? " Did you mean " + blamed.Setting + " = " + Text.OfComputed(share) + "?"
                : string.Empty
        );
        if (isReversed)
        {
            findings.Offer(
                Edit.Set(findings.At(Attribute, minimum.Setting), Text.Of(maximum.Value)),
                Edit.Set(findings.At(Attribute, maximum.Setting), Text.Of(minimum.Value))
            );
        }
        else if (arePercent)
        {
            findings.Offer(
                Edit.Set(findings.At(Attribute, minimum.Setting), minimumShare),
                Edit.Set(findings.At(Attribute, maximum.Setting), maximumShare)
            );
        }
        else if (isPercent)
        {
            findings.Offer(Edit.Set(findings.At(Attribute, blamed.Setting), Text.OfComputed(share)));
        }
        else if (!isMinimum && limit <= 1)
        {
            // Of the largest share the whole is a good one. Of the smallest it would leave nothing to chance.
            findings.Offer(Edit.Set(findings.At(Attribute, blamed.Setting), Text.Of(limit)));
        }

        bool IsRange(double low, double high) => (takesZero ? low >= 0 : low > 0) && low <= high && high <= limit;
    }
}

/// <summary>A step that its probability alone says.</summary>
/// <param name="Probability">In [0, 1].</param>
internal abstract record ChanceStep(double Probability) : TransformStep
{
    /// <inheritdoc/>
    public sealed override IReadOnlyList<StepSetting> Settings => [new(nameof(Probability), Probability)];

    public override int Draws => 1;

    public override bool IsRandom => Probability is > 0 and < 1;

    public sealed override (string Reason, string Instead)? Inertia => Never(Probability);

    /// <inheritdoc/>
    public sealed override string Describe(Func<double, string> number, int side) =>
        Kind + WithProbability(number, Probability);

    internal sealed override void Check(FindingList findings) =>
        RequireProbability(findings, nameof(Probability), Probability);
}

/// <summary>A number that the function of a step is called with.</summary>
/// <param name="Name">The property of the attribute.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct StepSetting(string Name, double Value)
{
    /// <summary>Whether its parameter is a whole number.</summary>
    public bool IsWhole { get; init; }
}

/// <summary>A custom transform.</summary>
/// <param name="Type">The class that has it.</param>
/// <param name="DrawCount">Random numbers that it declares.</param>
internal sealed record CustomTransformStep(TypeName Type, int DrawCount) : TransformStep
{
    /// <summary>
    /// Whether its method takes them, be they none. How it is called is compiled with it, so that no program need know:
    /// not public, and so not in the fingerprint.
    /// </summary>
    internal bool TakesDraws { get; init; } = true;

    /// <summary>A listed transform; how many numbers it draws stands on its own class.</summary>
    internal static CustomTransformStep? Of(RawAttribute attribute)
    {
        if (attribute.Class(nameof(TransformAttribute.Type)) is not { } type)
        {
            return null;
        }

        var declaring =
            type.Kind == DeclarationKind.Transform ? type.Declaring! : RawAttribute.Empty<TransformAttribute>();
        return new CustomTransformStep(type.Type, declaring.Bind<TransformAttribute>().Draws)
        {
            TakesDraws = type.Facts is not { AppliesTransform: false, AppliesWithoutDraws: true },
        };
    }

    public override string Kind => Words.Of<TransformAttribute>();

    public override int Draws => DrawCount;

    public override bool IsRandom => DrawCount > 0;

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side) =>
        Type.Name + ", " + Text.Count(DrawCount, "random number");
}
