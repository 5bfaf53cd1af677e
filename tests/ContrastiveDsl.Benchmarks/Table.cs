using System.Globalization;

namespace ContrastiveDsl.Benchmarks;

/// <summary>Lines of the benchmark's table.</summary>
internal static class Table
{
    /// <summary>One line of right-aligned columns.</summary>
    public static string Line(string first, IEnumerable<string> others) =>
        first.PadLeft(5) + string.Concat(others.Select(text => text.PadLeft(12)));

    /// <summary>A number with the given decimals.</summary>
    public static string Number(double value, int decimals) =>
        value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
