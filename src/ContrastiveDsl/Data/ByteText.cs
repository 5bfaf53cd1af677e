using System.Globalization;

namespace ContrastiveDsl.Data;

/// <summary>Numbers of bytes as people read them.</summary>
internal static class ByteText
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>In the largest unit that leaves a number of at least 1: <c>1.0 MiB</c>.</summary>
    public static string Of(double bytes)
    {
        var unit = 0;
        while (bytes >= 1024 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return bytes.ToString(unit == 0 ? "F0" : "F1", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
