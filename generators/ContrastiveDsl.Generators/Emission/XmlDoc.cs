using System.Collections.Generic;
using System.Globalization;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Writes documentation comments.</summary>
internal static class XmlDoc
{
    public static void Summary(IndentedWriter writer, string text) => Element(writer, "summary", "", text);

    public static void Remarks(IndentedWriter writer, string text) => Element(writer, "remarks", "", text);

    /// <summary>Remarks of several paragraphs.</summary>
    public static void Remarks(IndentedWriter writer, IReadOnlyList<string> paragraphs)
    {
        if (paragraphs.Count == 1)
        {
            Remarks(writer, paragraphs[0]);
            return;
        }

        writer.WriteLine("/// <remarks>");
        foreach (var paragraph in paragraphs)
        {
            Element(writer, "para", "", paragraph);
        }

        writer.WriteLine("/// </remarks>");
    }

    public static void Param(IndentedWriter writer, string name, string text) =>
        Element(writer, "param", " name=\"" + name + "\"", text);

    public static void Returns(IndentedWriter writer, string text) => Element(writer, "returns", "", text);

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

    /// <summary>An element on one line, or where that would be long its text between its tags.</summary>
    private static void Element(IndentedWriter writer, string tag, string attributes, string text)
    {
        var line = $"/// <{tag}{attributes}>{text}</{tag}>";
        if (writer.WidthOf(line) <= writer.Room)
        {
            writer.WriteLine(line);
            return;
        }

        writer.WriteLine($"/// <{tag}{attributes}>");
        foreach (var part in Prose.Lines(text, writer.Room - "/// ".Length))
        {
            writer.WriteLine("/// " + part);
        }

        writer.WriteLine($"/// </{tag}>");
    }
}
