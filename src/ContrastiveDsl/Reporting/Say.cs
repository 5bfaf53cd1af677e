using System.Globalization;
using ContrastiveDsl.Data;

namespace ContrastiveDsl.Reporting;

/// <summary>Numbers as people read them, the same in every culture.</summary>
internal static class Say
{
    /// <summary>With thousands separated: <c>307,296</c>.</summary>
    internal static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>As short as it can be written: <c>0.004</c>, <c>1e-08</c>.</summary>
    internal static string Number(double value) =>
        value.ToString("G6", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);

    /// <summary>With so many digits after the point.</summary>
    internal static string Fixed(double value, int digits) =>
        value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A share of one as per cent with two digits: <c>84.09 %</c>.</summary>
    internal static string Percent(double share) => Fixed(100 * share, 2) + " %";

    /// <summary>In the largest unit that leaves a number of at least 1: <c>1.0 MiB</c>.</summary>
    internal static string Bytes(double bytes) => ByteText.Of(bytes);

    /// <summary>
    /// In at most two units, the smallest a second: <c>37 s</c>, <c>2 min 5 s</c>, <c>1 h 12 min</c>, <c>2 d 3 h</c>.
    /// </summary>
    internal static string Duration(TimeSpan time)
    {
        var seconds = (long)Math.Round(Math.Max(0, time.TotalSeconds), MidpointRounding.AwayFromZero);
        return seconds switch
        {
            < 60 => Invariant($"{seconds} s"),
            < 3600 => Invariant($"{seconds / 60} min {seconds % 60} s"),
            < 86400 => Invariant($"{seconds / 3600} h {seconds % 3600 / 60} min"),
            _ => Invariant($"{seconds / 86400} d {seconds % 86400 / 3600} h"),
        };
    }

    /// <summary>A thing and how many of it: <c>1 step</c>, <c>390 steps</c>.</summary>
    internal static string Plural(long count, string thing) => Count(count) + " " + thing + (count == 1 ? "" : "s");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
