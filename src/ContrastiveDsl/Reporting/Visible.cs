using System.Globalization;
using System.Text;

namespace ContrastiveDsl.Reporting;

/// <summary>
/// Text for people, in which no code does anything: the name of a file or folder may hold line ends, colors, moves of
/// the cursor and turns of the direction of writing.
/// </summary>
internal static class Visible
{
    /// <summary>The text with each code written out: <c>\n</c>, <c>\x1b</c>, <c>\u202e</c>.</summary>
    internal static string Of(string text)
    {
        if (!text.Any(IsCode))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            shown.Append(IsCode(letter) ? Escape(letter) : letter.ToString());
        }

        return shown.ToString();
    }

    private static bool IsCode(char letter) =>
        letter is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069')
        || char.GetUnicodeCategory(letter)
            is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static string Escape(char letter) =>
        letter switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            <= '\xff' => $"\\x{(int)letter:x2}",
            _ => $"\\u{(int)letter:x4}",
        };
}
