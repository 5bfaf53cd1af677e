using System;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Values as C# source, the same on every machine, culture and runtime.</summary>
internal static class CSharpLiteral
{
    /// <summary>The shortest literal that parses back to the same bits: <c>0.07</c>, <c>1.0</c>, <c>1e-6</c>.</summary>
    /// <remarks>
    /// Not "R" and not the default format: those differ between .NET Framework, on which some editors run generators,
    /// and .NET.
    /// </remarks>
    public static string Of(double value)
    {
        if (double.IsNaN(value))
        {
            return "double.NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        if (BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(-0.0))
        {
            return "-0.0";
        }

        return Tidy(ShortestRoundTrip(value));
    }

    /// <summary>A whole number.</summary>
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>A quoted string.</summary>
    public static string Of(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    private static string ShortestRoundTrip(double value)
    {
        foreach (var format in new[] { "G15", "G16" })
        {
            var text = value.ToString(format, CultureInfo.InvariantCulture);
            if (
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed)
                && parsed.Equals(value)
            )
            {
                return text;
            }
        }

        return value.ToString("G17", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Turns <c>1E-06</c> into <c>1e-6</c>, <c>1E+20</c> into <c>1e20</c> and <c>1</c> into <c>1.0</c>.
    /// </summary>
    private static string Tidy(string text)
    {
        var exponent = text.IndexOf('E');
        if (exponent < 0)
        {
            return text.IndexOf('.') < 0 ? text + ".0" : text;
        }

        var power = int.Parse(
            text.Substring(exponent + 1),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture
        );
        return text.Substring(0, exponent) + "e" + power.ToString(CultureInfo.InvariantCulture);
    }
}
