using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>One step of an augmentation family.</summary>
internal abstract record TransformStep : Model
{
    private const string Suffix = "Step";

    /// <summary>The name as its attribute has it, for messages: that of its class without the suffix.</summary>
    public virtual string Kind => GetType().Name.Substring(0, GetType().Name.Length - Suffix.Length);

    /// <summary>Uniform random numbers that the step needs for each sample.</summary>
    public abstract int Draws { get; }

    /// <summary>Whether it can make two different views of one image.</summary>
    public abstract bool IsRandom { get; }

    /// <summary>Whether it takes values between 0 and 1 only, which normalised images do not have.</summary>
    public virtual bool NeedsPixelValues => false;

    /// <summary>What changes the colors of an image, in words; <see langword="null"/> where nothing does.</summary>
    public virtual string? ColorSetting => null;

    /// <summary>
    /// What takes images of one or three channels only, in words; <see langword="null"/> where nothing does.
    /// </summary>
    public virtual string? RgbSetting => ColorSetting;

    /// <summary>
    /// Why it leaves every image as it is and what to write instead, in words; <see langword="null"/> where it does not.
    /// </summary>
    public virtual (string Reason, string Instead)? Inertia => null;

    /// <summary>
    /// The step as one would write it without what changes colors; <see langword="null"/> where nothing does.
    /// </summary>
    internal virtual string? WithoutColors => null;

    /// <summary>The step and its settings in one line.</summary>
    /// <param name="number">How a number is written.</param>
    /// <param name="side">Side of the views in pixels, which a crop without a size of its own has.</param>
    public abstract string Describe(Func<double, string> number, int side);

    /// <summary>Index of the attribute that declares the step among the class's attributes of the language.</summary>
    public AttributeIndex Attribute { get; init; }

    /// <summary>Checks its settings.</summary>
    internal virtual void Check(FindingList findings) { }

    /// <summary>The end of a line about a step that is not always taken.</summary>
    private protected static string Chance(Func<double, string> number, double probability) =>
        ", probability " + number(probability);

    /// <summary>From where to where a setting is drawn.</summary>
    private protected static string Range(Func<double, string> number, double minimum, double maximum) =>
        number(minimum) + " to " + number(maximum);

    /// <summary>Why a step does nothing that is never taken.</summary>
    private protected static (string Reason, string Instead)? Never(double probability) =>
        probability.Equals(0.0) ? ("its probability is 0", "Set Probability = 0.5") : null;

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
    /// Checks a range above 0 and reports it at its lower or upper end, whichever the user is likelier to have written.
    /// </summary>
    private protected void RequireRange(
        FindingList findings,
        Rule rule,
        (string Setting, double Value) minimum,
        (string Setting, double Value) maximum,
        double limit = double.MaxValue
    )
    {
        if (IsRange(minimum.Value, maximum.Value, limit))
        {
            return;
        }

        var (blamed, other) = minimum.Value > 0 ? (maximum, minimum) : (minimum, maximum);
        findings.AddConflict(
            rule,
            findings.At(Attribute, blamed.Setting),
            findings.At(Attribute, other.Setting),
            minimum.Setting + " and " + maximum.Setting,
            "0 < "
                + minimum.Setting
                + " <= "
                + maximum.Setting
                + (
                    limit <= 1 ? " <= " + Text.Of(limit)
                    : double.IsPositiveInfinity(maximum.Value) ? " and be finite"
                    : string.Empty
                ),
            Text.Of(minimum.Value),
            Text.Of(maximum.Value),
            IsRange(maximum.Value, minimum.Value, limit) ? " Swap them." : string.Empty
        );
        if (IsRange(maximum.Value, minimum.Value, limit))
        {
            findings.Offer(
                Edit.Set(findings.At(Attribute, minimum.Setting), Text.Of(maximum.Value)),
                Edit.Set(findings.At(Attribute, maximum.Setting), Text.Of(minimum.Value))
            );
        }
        else if (limit <= 1 && blamed.Value is > 1 and <= 100)
        {
            var share = blamed.Value / 100;
            var isMinimum = blamed.Setting == minimum.Setting;
            var isMeant = isMinimum ? IsRange(share, other.Value, limit) : IsRange(other.Value, share, limit);
            findings.Offer(Edit.Set(findings.At(Attribute, blamed.Setting), Text.Of(isMeant ? share : limit)));
        }
    }

    private static bool IsRange(double minimum, double maximum, double limit) =>
        minimum > 0 && minimum <= maximum && maximum <= limit;
}

/// <summary>A random rectangle resized to a square. <paramref name="Size"/> 0 follows the encoder.</summary>
internal sealed record RandomResizedCropStep(
    int Size,
    double MinScale,
    double MaxScale,
    double MinRatio,
    double MaxRatio
) : TransformStep
{
    public override int Draws => 5;

    public override bool IsRandom => MinScale < 1;

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side)
    {
        var size = Text.Of(Size > 0 ? Size : side);
        return Kind
            + " to "
            + size
            + "×"
            + size
            + ", area "
            + Range(number, MinScale, MaxScale)
            + ", ratio "
            + Range(number, MinRatio, MaxRatio);
    }

    internal override void Check(FindingList findings)
    {
        if (Size != 0)
        {
            findings.RequireSize(Attribute, nameof(RandomResizedCropAttribute.Size), Size, maximum: Limits.Image);
        }

        RequireRange(
            findings,
            DataRules.CropRange,
            (nameof(RandomResizedCropAttribute.MinScale), MinScale),
            (nameof(RandomResizedCropAttribute.MaxScale), MaxScale),
            limit: 1
        );
        RequireRange(
            findings,
            DataRules.CropRange,
            (nameof(RandomResizedCropAttribute.MinRatio), MinRatio),
            (nameof(RandomResizedCropAttribute.MaxRatio), MaxRatio)
        );
    }
}

/// <summary>A random mirror image.</summary>
internal sealed record RandomHorizontalFlipStep(double Probability) : TransformStep
{
    public override int Draws => 1;

    public override bool IsRandom => Probability is > 0 and < 1;

    public override (string Reason, string Instead)? Inertia => Never(Probability);

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side) => Kind + Chance(number, Probability);

    internal override void Check(FindingList findings) =>
        RequireProbability(findings, nameof(RandomHorizontalFlipAttribute.Probability), Probability);
}

/// <summary>Random brightness, contrast, saturation and hue in random order.</summary>
internal sealed record ColorJitterStep(
    double Brightness,
    double Contrast,
    double Saturation,
    double Hue,
    double Probability
) : TransformStep
{
    public override int Draws => 6;

    public override bool IsRandom => Probability > 0 && (Brightness > 0 || Contrast > 0 || Saturation > 0 || Hue > 0);

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side)
    {
        var strengths = new (string Name, double Value)[]
        {
            ("brightness", Brightness),
            ("contrast", Contrast),
            ("saturation", Saturation),
            ("hue", Hue),
        };
        var stated = strengths.Where(each => each.Value > 0).Select(each => each.Name + " ±" + number(each.Value));
        return Kind + " " + string.Join(", ", stated) + Chance(number, Probability);
    }

    public override bool NeedsPixelValues => true;

    public override string? ColorSetting =>
        Saturation > 0 ? "The Saturation of [ColorJitter]"
        : Hue > 0 ? "The Hue of [ColorJitter]"
        : null;

    public override string? RgbSetting => Contrast > 0 ? "The Contrast of [ColorJitter]" : ColorSetting;

    public override (string Reason, string Instead)? Inertia =>
        this is { Brightness: 0, Contrast: 0, Saturation: 0, Hue: 0 }
            ? ("all its strengths are 0", "Set for example Brightness = 0.4")
            : Never(Probability);

    internal override string WithoutColors =>
        "[ColorJitter(Brightness = "
        + Text.Of(Brightness)
        + ", Contrast = "
        + Text.Of(Contrast)
        + ", Probability = "
        + Text.Of(Probability)
        + ")]";

    internal override void Check(FindingList findings)
    {
        RequireStrength(findings, nameof(ColorJitterAttribute.Brightness), Brightness);
        RequireStrength(findings, nameof(ColorJitterAttribute.Contrast), Contrast);
        RequireStrength(findings, nameof(ColorJitterAttribute.Saturation), Saturation);
        RequireStrength(
            findings,
            nameof(ColorJitterAttribute.Hue),
            Hue,
            0.5,
            "between 0 and 0.5",
            " SimCLR uses 0.2 at full strength."
        );
        RequireProbability(findings, nameof(ColorJitterAttribute.Probability), Probability);
    }

    private void RequireStrength(
        FindingList findings,
        string setting,
        double value,
        double maximum = double.MaxValue,
        string range = "0 or more",
        string hint = ""
    )
    {
        if (!(value >= 0 && value <= maximum))
        {
            findings.Add(
                DataRules.JitterStrength,
                findings.At(Attribute, setting),
                setting,
                Text.Finite(range, value),
                Text.Of(value),
                hint
            );
            if (maximum <= 0.5)
            {
                findings.Offer(Edit.Set(findings.At(Attribute, setting), "0.2"));
            }
        }
        else if (value > 1)
        {
            // 40 was meant as a percentage.
            var meant = value is >= 5 and <= 100 ? Text.OfComputed(value / 100) : null;
            findings.Add(
                DataRules.JitterScale,
                findings.At(Attribute, setting),
                setting,
                Text.Of(value),
                Text.Of(Math.Round(1 + value, 9)),
                meant is null ? "Use 0.4 to 0.8." : "Did you mean " + meant + "?"
            );
            if (meant is not null)
            {
                findings.Offer(Edit.Set(findings.At(Attribute, setting), meant));
            }
        }
    }
}

/// <summary>Random loss of colour.</summary>
internal sealed record RandomGrayscaleStep(double Probability) : TransformStep
{
    public override int Draws => 1;

    public override bool IsRandom => Probability is > 0 and < 1;

    public override bool NeedsPixelValues => true;

    public override string? ColorSetting => Probability > 0 ? "[RandomGrayscale]" : null;

    public override (string Reason, string Instead)? Inertia => Never(Probability);

    internal override string WithoutColors => "[RandomGrayscale(Probability = 0)]";

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side) => Kind + Chance(number, Probability);

    internal override void Check(FindingList findings) =>
        RequireProbability(findings, nameof(RandomGrayscaleAttribute.Probability), Probability);
}

/// <summary>Random blur.</summary>
internal sealed record GaussianBlurStep(int Kernel, double MinSigma, double MaxSigma, double Probability)
    : TransformStep
{
    public override int Draws => 2;

    public override bool IsRandom => Probability > 0 && (Probability < 1 || MinSigma < MaxSigma);

    public override (string Reason, string Instead)? Inertia =>
        Kernel == 1 ? ("a kernel of one pixel blurs nothing", "Set Kernel = 3") : Never(Probability);

    /// <summary>The step as one would write it with another kernel.</summary>
    internal string WithKernel(int kernel) =>
        "[GaussianBlur(Kernel = " + Text.Of(kernel) + ", Probability = " + Text.Of(Probability) + ")]";

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side) =>
        Kind
        + " "
        + Text.Of(Kernel)
        + "×"
        + Text.Of(Kernel)
        + ", sigma "
        + Range(number, MinSigma, MaxSigma)
        + Chance(number, Probability);

    internal override void Check(FindingList findings)
    {
        if (Kernel < 1 || Kernel % 2 == 0)
        {
            string[] odd = Kernel < 2 ? ["3"] : [Text.Of(Kernel - 1), Text.Of(Kernel + 1L)];
            findings.Add(
                DataRules.BlurKernel,
                findings.At(Attribute, nameof(GaussianBlurAttribute.Kernel)),
                Text.Of(Kernel),
                Text.Choice(odd)
            );
            findings.OfferEach(findings.At(Attribute, nameof(GaussianBlurAttribute.Kernel)), odd);
        }

        RequireRange(
            findings,
            DataRules.BlurRange,
            (nameof(GaussianBlurAttribute.MinSigma), MinSigma),
            (nameof(GaussianBlurAttribute.MaxSigma), MaxSigma)
        );
        RequireProbability(findings, nameof(GaussianBlurAttribute.Probability), Probability);
    }
}

/// <summary>Random inversion of bright values.</summary>
internal sealed record SolarizeStep(double Threshold, double Probability) : TransformStep
{
    public override int Draws => 1;

    public override bool IsRandom => Probability is > 0 and < 1;

    public override bool NeedsPixelValues => true;

    public override (string Reason, string Instead)? Inertia => Never(Probability);

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side) =>
        Kind + " from " + number(Threshold) + Chance(number, Probability);

    internal override void Check(FindingList findings)
    {
        if (!(Threshold is >= 0 and <= 1))
        {
            var meant = Text.Of(Threshold is > 1 and <= 255 ? Math.Round(Threshold / 255, 2) : 0.5);
            var place = findings.At(Attribute, nameof(SolarizeAttribute.Threshold));
            findings.Add(DataRules.SolarizeThreshold, place, Text.Of(Threshold), meant);
            findings.Offer(Edit.Set(place, meant));
        }

        RequireProbability(findings, nameof(SolarizeAttribute.Probability), Probability);
    }
}

/// <summary>Normalisation by mean and deviation of each channel.</summary>
internal sealed record NormalizeStep(EquatableArray<double> Mean, EquatableArray<double> Std) : TransformStep
{
    private const double LargestByte = 255;

    /// <summary>One step of a byte: images that deviate by less are of one color.</summary>
    private const double SmallestDeviation = 1 / LargestByte;

    public override int Draws => 0;

    public override bool IsRandom => false;

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side) =>
        Kind + " mean " + string.Join(" ", Mean.Select(number)) + ", deviation " + string.Join(" ", Std.Select(number));

    internal override void Check(FindingList findings)
    {
        if (Mean.Count != Std.Count || Mean.Count == 0)
        {
            findings.Add(
                DataRules.NormalizeLengths,
                findings.At(Attribute),
                Text.Count(Mean.Count, "mean"),
                Text.Count(Std.Count, "deviation")
            );
        }

        var wrong = Std.Where(value => !(value is > 0 and < double.PositiveInfinity)).ToArray();
        if (wrong.Length > 0)
        {
            var values = Text.And(wrong.Select(Text.Of).ToArray());
            findings.Add(
                DataRules.NormalizeDeviation,
                findings.At(Attribute, nameof(NormalizeAttribute.Std)),
                wrong.Length == 1 ? "it is " + values : values + " are among it",
                Text.Finite("greater than 0", wrong.Max())
            );
        }

        foreach (var mean in Mean.Where(value => double.IsNaN(value) || double.IsInfinity(value)).Take(1))
        {
            findings.Add(
                DataRules.NormalizeMean,
                findings.At(Attribute, nameof(NormalizeAttribute.Mean)),
                Text.Of(mean)
            );
        }

        if (!findings.HasErrors)
        {
            CheckUnits(findings);
        }
    }

    private void CheckUnits(FindingList findings)
    {
        const string MeanSetting = nameof(NormalizeAttribute.Mean);
        const string StdSetting = nameof(NormalizeAttribute.Std);
        if (Mean.Any(value => value > 1) || Std.Any(value => value > 1))
        {
            var (setting, values, what) = Mean.Any(value => value > 1)
                ? (MeanSetting, Mean, "mean")
                : (StdSetting, Std, "deviation");
            Add(setting, values.First(value => value > 1), what, "Divide it by 255: " + Written(InUnits(values)));
            OfferUnits(findings);
        }
        else if (Mean.Any(value => value < 0))
        {
            Add(MeanSetting, Mean.First(value => value < 0), "mean", "Use the mean of the images");
        }
        else if (Std.Any(value => value < SmallestDeviation))
        {
            Add(
                StdSetting,
                Std.First(value => value < SmallestDeviation),
                "usable deviation",
                "Use that of the images, or 1"
            );
        }

        void Add(string setting, double value, string what, string instead) =>
            findings.Add(
                DataRules.NormalizeUnits,
                findings.At(Attribute, setting),
                setting,
                Text.Of(value),
                what,
                instead
            );
    }

    /// <summary>Both together, so that they stay of one form, where that is all that is wrong.</summary>
    private void OfferUnits(FindingList findings)
    {
        var (mean, std) = (InUnits(Mean), InUnits(Std));
        if (mean.All(value => value is >= 0 and <= 1) && std.All(value => value is >= SmallestDeviation and <= 1))
        {
            findings.Offer(
                Edit.Set(findings.At(Attribute, nameof(NormalizeAttribute.Mean)), Literal(mean)),
                Edit.Set(findings.At(Attribute, nameof(NormalizeAttribute.Std)), Literal(std))
            );
        }
    }

    private static double[] InUnits(IReadOnlyCollection<double> values) =>
        [.. values.Select(value => values.Any(other => other > 1) ? Math.Round(value / LargestByte, 4) : value)];

    private static string Literal(double[] values) =>
        values.Length == 1 ? Written(values) : "[" + Written(values) + "]";

    private static string Written(double[] values) => string.Join(", ", values.Select(Text.Of));
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

    public override string Kind => Words.Of<TransformAttribute>();

    public override int Draws => DrawCount;

    public override bool IsRandom => DrawCount > 0;

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side) =>
        Type.Name + ", " + Text.Count(DrawCount, "random number");
}
