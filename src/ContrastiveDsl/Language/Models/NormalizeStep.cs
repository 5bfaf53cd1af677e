using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Normalization by mean and deviation of each channel.</summary>
internal sealed record NormalizeStep(EquatableArray<double> Mean, EquatableArray<double> Std) : TransformStep
{
    private const double LargestByte = 255;

    /// <summary>One step of a byte: images that deviate by less are of one color.</summary>
    private const double SmallestDeviation = 1 / LargestByte;

    /// <summary>The step that an attribute states.</summary>
    internal static NormalizeStep Of(RawAttribute attribute)
    {
        var stated = attribute.Bind<NormalizeAttribute>();
        return new NormalizeStep(new EquatableArray<double>(stated.Mean), new EquatableArray<double>(stated.Std));
    }

    /// <summary>The step as one would write it.</summary>
    internal string Source => "[Normalize(" + Literal([.. Mean]) + ", " + Literal([.. Std]) + ")]";

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
                Text.Positive(wrong.Max())
            );
        }

        var numberless = Mean.Where(value => double.IsNaN(value) || double.IsInfinity(value)).ToArray();
        if (numberless.Length > 0)
        {
            findings.Add(
                DataRules.NormalizeMean,
                findings.At(Attribute, nameof(NormalizeAttribute.Mean)),
                Text.Of(numberless[0])
            );
        }

        // The units of values that are refused anyway do not matter.
        var sound = new NormalizeStep(
            numberless.Length > 0 ? EquatableArray<double>.Empty : Mean,
            wrong.Length > 0 ? EquatableArray<double>.Empty : Std
        )
        {
            Attribute = Attribute,
        };
        sound.CheckUnits(findings);
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
            Add(
                setting,
                values.First(value => value > 1),
                what,
                "Divide it by 255: " + Written(InUnits(values)) + Deviations(setting)
            );
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

    /// <summary>What is said of the deviations beside the mean, so that both are mended at once.</summary>
    private string Deviations(string setting) =>
        setting == nameof(NormalizeAttribute.Mean) && Std.Any(value => value > 1)
            ? ", and " + nameof(NormalizeAttribute.Std) + " too: " + Written(InUnits(Std))
            : string.Empty;

    /// <summary>Both together, so that they stay of one form, where that is all that is wrong.</summary>
    private void OfferUnits(FindingList findings)
    {
        var (mean, std) = (InUnits(Mean), InUnits(Std));
        if (
            mean.Length > 0
            && std.Length > 0
            && mean.All(value => value is >= 0 and <= 1)
            && std.All(value => value is >= SmallestDeviation and <= 1)
        )
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
