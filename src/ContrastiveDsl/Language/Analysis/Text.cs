using System.Globalization;

namespace ContrastiveDsl.Language;

/// <summary>Numbers as messages and names write them, whatever the culture.</summary>
internal static class Text
{
    /// <summary>An integer.</summary>
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number in as few digits as give it back, so that 0.07 stays 0.07 on every runtime.</summary>
    public static string Of(double value)
    {
        foreach (var format in Formats)
        {
            var text = value.ToString(format, CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture).Equals(value))
            {
                return InDigits(value, text);
            }
        }

        return value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>Small numbers without an exponent, as people write them: 0.000009, not 9E-06.</summary>
    private static string InDigits(double value, string text) =>
        Math.Abs(value) is >= MinimumInDigits and < 1 && text.IndexOf("E", StringComparison.Ordinal) >= 0
            ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
                .ToString(CultureInfo.InvariantCulture)
            : text;

    /// <summary>
    /// A number that was computed, without the last digits, in which nothing but rounding shows: 99.9 hundredths are
    /// 0.999.
    /// </summary>
    public static string OfComputed(double value) =>
        Of(double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>A number that was sought among many, in four digits.</summary>
    public static string OfSought(double value) =>
        Of(double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>What a share leaves of 1: 0.999 of 0.001.</summary>
    public static string Complement(double share) => Of(Math.Round(1 - share, 9));

    /// <summary>What a number must be that is not greater than 0, or infinite.</summary>
    public static string Positive(double value) => Finite(value) + "greater than 0";

    /// <summary>What a number must be that is below 0, or infinite.</summary>
    public static string NotNegative(double value) => Finite(value) + "0 or more";

    /// <summary>An infinity is all that it must be but for that.</summary>
    private static string Finite(double value) => double.IsPositiveInfinity(value) ? "finite and " : string.Empty;

    /// <summary>A count of things: <c>1 epoch</c>, <c>3 epochs</c>.</summary>
    public static string Count(double count, string noun) =>
        Of(count) + " " + noun + (count.Equals(1.0) ? string.Empty : "s");

    /// <summary>A count of channels: <c>1 channel</c>, <c>3 channels</c>.</summary>
    public static string Channels(int count) => Count(count, "channel");

    /// <summary>Names of which one is to be chosen: <c>a, b or c</c>.</summary>
    public static string Choice(IReadOnlyList<string> names) => Join(names, " or ");

    /// <summary>Things that are all so: <c>a, b and c</c>.</summary>
    public static string And(IReadOnlyList<string> things) => Join(things, " and ");

    private static string Join(IReadOnlyList<string> names, string last)
    {
        var text = names.Count == 0 ? string.Empty : names[0];
        for (var index = 1; index < names.Count; index++)
        {
            text += (index == names.Count - 1 ? last : ", ") + names[index];
        }

        return text;
    }

    /// <summary>More zeros than this nobody counts.</summary>
    private const double MinimumInDigits = 1e-9;

    private static readonly string[] Formats = ["G15", "G16", "G17"];
}
