using ContrastiveDsl.Reporting;
using Spectre.Console;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// How a line of text is shown: control codes in the names that it may hold are written out, and where it is wider than
/// a terminal it is broken between words. In a file it stays one line.
/// </summary>
internal static class ShownLines
{
    private const string Deeper = "  ";

    /// <summary>
    /// Writes a line. Not through the console, which breaks words: paths and commands could not be copied.
    /// </summary>
    /// <param name="console">Where to write.</param>
    /// <param name="text">The line.</param>
    internal static void Tell(this IAnsiConsole console, string text)
    {
        var profile = console.Profile;
        foreach (var line in Of(text, profile.Out.IsTerminal ? profile.Width : null))
        {
            profile.Out.Writer.WriteLine(line);
        }
    }

    /// <summary>Writes a line that stays one: a command, which is copied, or a row of a table.</summary>
    /// <param name="console">Where to write.</param>
    /// <param name="text">The line.</param>
    internal static void TellWhole(this IAnsiConsole console, string text) =>
        console.Profile.Out.Writer.WriteLine(Visible.Of(text));

    /// <summary>The lines that a text takes; those after the first stand a little deeper.</summary>
    /// <param name="text">The text, without line ends of its own.</param>
    /// <param name="width">Columns of the terminal; null where a line may be of any length.</param>
    internal static IEnumerable<string> Of(string text, int? width)
    {
        var left = Visible.Of(text).TrimEnd();
        var indent = left[..^left.TrimStart().Length] + Deeper;
        while (left.Length > width && EndOfLine(left, width.Value) is var end and > 0)
        {
            yield return left[..end].TrimEnd();
            left = indent + left[end..].TrimStart();
        }

        yield return left;
    }

    /// <summary>Where the last word that has room ends, or the first where that has none; −1 for the last.</summary>
    private static int EndOfLine(string text, int width)
    {
        var first = text.Length - text.TrimStart().Length;
        var end = text.LastIndexOf(' ', width);
        return end > first ? end : text.IndexOf(' ', first);
    }
}
