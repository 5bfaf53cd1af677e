using System.Globalization;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Writes documentation comments.</summary>
internal static class XmlDoc
{
    public static void Summary(IndentedWriter writer, string text) =>
        writer.WriteLine($"/// <summary>{text}</summary>");

    public static void Remarks(IndentedWriter writer, string text) =>
        writer.WriteLine($"/// <remarks>{text}</remarks>");

    public static void Param(IndentedWriter writer, string name, string text) =>
        writer.WriteLine($"/// <param name=\"{name}\">{text}</param>");

    public static void Returns(IndentedWriter writer, string text) =>
        writer.WriteLine($"/// <returns>{text}</returns>");

    public static void Inherit(IndentedWriter writer) => writer.WriteLine("/// <inheritdoc/>");

    /// <summary>A documented constant.</summary>
    public static void Constant(IndentedWriter writer, string type, string name, string value, string summary)
    {
        Summary(writer, summary);
        writer.WriteLine($"public const {type} {name} = {value};");
    }

    /// <summary>A number with commas between thousands, for reading.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Text from the user's code as it may stand inside a documentation comment.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", " ").Replace("\n", " ");
}
