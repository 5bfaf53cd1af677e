using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Random brightness, contrast, saturation and hue in random order.</summary>
internal sealed record ColorJitterStep(
    double Brightness,
    double Contrast,
    double Saturation,
    double Hue,
    double Probability
) : TransformStep
{
    /// <summary>The step that an attribute states.</summary>
    internal static ColorJitterStep Of(RawAttribute attribute)
    {
        var stated = attribute.Bind<ColorJitterAttribute>();
        return new ColorJitterStep(
            stated.Brightness,
            stated.Contrast,
            stated.Saturation,
            stated.Hue,
            stated.Probability
        );
    }

    /// <inheritdoc/>
    public override IReadOnlyList<StepSetting> Settings =>
        [
            new(nameof(Brightness), Brightness),
            new(nameof(Contrast), Contrast),
            new(nameof(Saturation), Saturation),
            new(nameof(Hue), Hue),
            new(nameof(Probability), Probability),
        ];

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
        return Kind + " " + string.Join(", ", stated) + WithProbability(number, Probability);
    }

    public override bool NeedsPixelValues => true;

    public override string? ColorSetting =>
        Saturation > 0 ? "The Saturation of [ColorJitter]"
        : Hue > 0 ? "The Hue of [ColorJitter]"
        : null;

    public override string? RgbSetting => Contrast > 0 ? "The Contrast of [ColorJitter]" : ColorSetting;

    public override (string Reason, string Instead)? Inertia =>
        Never(
            this is { Brightness: 0, Contrast: 0, Saturation: 0, Hue: 0 },
            "all its strengths are 0",
            "Set for example Brightness = 0.4",
            Probability
        );

    internal override string WithoutColors(int channels) =>
        "[ColorJitter(Brightness = "
        + Text.Of(Brightness)
        + (KeptContrast(channels) > 0 ? ", Contrast = " + Text.Of(Contrast) : string.Empty)
        + ", Probability = "
        + Text.Of(Probability)
        + ")]";

    internal override IReadOnlyList<string> ColorArguments(int channels)
    {
        var kept = KeptContrast(channels);
        if (Brightness <= 0 && kept <= 0)
        {
            return [];
        }

        var gone = new (string Name, double Value)[]
        {
            (nameof(ColorJitterAttribute.Contrast), Contrast - kept),
            (nameof(ColorJitterAttribute.Saturation), Saturation),
            (nameof(ColorJitterAttribute.Hue), Hue),
        };
        return [.. gone.Where(each => each.Value > 0).Select(each => each.Name)];
    }

    /// <summary>Contrast is that of grays, of which images of one channel have nothing else.</summary>
    private double KeptContrast(int channels) => channels == 1 ? Contrast : 0;

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
        string? range = null,
        string hint = ""
    )
    {
        if (!(value >= 0 && value <= maximum))
        {
            findings.Add(
                DataRules.JitterStrength,
                findings.At(Attribute, setting),
                setting,
                range ?? Text.NotNegative(value),
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

/// <summary>Random loss of color.</summary>
internal sealed record RandomGrayscaleStep(double Probability) : ChanceStep(Probability)
{
    /// <summary>The step that an attribute states.</summary>
    internal static RandomGrayscaleStep Of(RawAttribute attribute) =>
        new(attribute.Bind<RandomGrayscaleAttribute>().Probability);

    public override bool NeedsPixelValues => true;

    public override string? ColorSetting => Probability > 0 ? "[RandomGrayscale]" : null;

    internal override string WithoutColors(int channels) => "[RandomGrayscale(Probability = 0)]";
}

/// <summary>Random blur.</summary>
internal sealed record GaussianBlurStep(int Kernel, double MinSigma, double MaxSigma, double Probability)
    : TransformStep
{
    /// <summary>The step that an attribute states.</summary>
    internal static GaussianBlurStep Of(RawAttribute attribute)
    {
        var stated = attribute.Bind<GaussianBlurAttribute>();
        return new GaussianBlurStep(stated.Kernel, stated.MinSigma, stated.MaxSigma, stated.Probability);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<StepSetting> Settings =>
        [
            new(nameof(Kernel), Kernel) { IsWhole = true },
            new(nameof(MinSigma), MinSigma),
            new(nameof(MaxSigma), MaxSigma),
            new(nameof(Probability), Probability),
        ];

    public override int Draws => 2;

    public override bool IsRandom => Kernel > 1 && Probability > 0 && (Probability < 1 || MinSigma < MaxSigma);

    public override (string Reason, string Instead)? Inertia =>
        Never(Kernel == 1, "a kernel of one pixel blurs nothing", "Set Kernel = 3", Probability);

    /// <summary>Reflection at the border needs pixels to reflect.</summary>
    internal override void CheckSide(
        ExperimentModel experiment,
        ViewsModel views,
        Place place,
        int side,
        FindingList findings
    )
    {
        if (Kernel / 2 < side)
        {
            return;
        }

        var largest = Text.Of((2 * side) - 1);
        var kernel = views.At(this, nameof(GaussianBlurAttribute.Kernel));
        findings.AddConflict(
            DataRules.BlurTooLarge,
            place,
            kernel,
            views.Type.Name,
            Text.Of(Kernel),
            largest,
            Text.Of(side),
            experiment.Type.Name,
            views.IsOfPreset(this)
                ? "Write [GaussianBlur(Kernel = "
                    + largest
                    + ", Probability = "
                    + Text.Of(Probability)
                    + ")] beside the preset"
                : "Set Kernel = " + largest + " or less"
        );
        // A tenth of the image, as the papers have it.
        findings.Offer(Edit.Set(kernel, Text.Of(side < 30 ? Math.Min(3, (2 * side) - 1) : (side / 10) | 1)));
    }

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side) =>
        Kind
        + " "
        + Text.Of(Kernel)
        + "×"
        + Text.Of(Kernel)
        + ", sigma "
        + Range(number, MinSigma, MaxSigma)
        + WithProbability(number, Probability);

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
    /// <summary>The step that an attribute states.</summary>
    internal static SolarizeStep Of(RawAttribute attribute)
    {
        var stated = attribute.Bind<SolarizeAttribute>();
        return new SolarizeStep(stated.Threshold, stated.Probability);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<StepSetting> Settings =>
        [new(nameof(Threshold), Threshold), new(nameof(Probability), Probability)];

    public override int Draws => 1;

    public override bool IsRandom => Probability is > 0 and < 1;

    public override bool NeedsPixelValues => true;

    public override (string Reason, string Instead)? Inertia => Never(Probability);

    /// <inheritdoc/>
    public override string Describe(Func<double, string> number, int side) =>
        Kind + " from " + number(Threshold) + WithProbability(number, Probability);

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
