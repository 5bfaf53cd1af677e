using System.Collections.Generic;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Lays out what emitted code says in English: comments and documentation.</summary>
internal static class Prose
{
    /// <summary>
    /// Lines of at most so many columns, broken between words. What stands in brackets or in a tag stays together, so
    /// that shapes and references can be read in one piece.
    /// </summary>
    public static IEnumerable<string> Lines(string text, int columns)
    {
        var line = string.Empty;
        foreach (var word in Words(text))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > columns)
            {
                yield return line;
                line = string.Empty;
            }

            line += (line.Length == 0 ? string.Empty : " ") + word;
        }

        yield return line;
    }

    private static IEnumerable<string> Words(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ' && depth == 0 && !IsTied(text.Substring(start, i - start)))
            {
                yield return text.Substring(start, i - start);
                start = i + 1;
            }
            else if (text[i] is '[' or '<')
            {
                depth++;
            }
            else if (text[i] is ']' or '>' && depth > 0)
            {
                // An arrow's head closes nothing.
                depth--;
            }
        }

        yield return text.Substring(start);
    }

    /// <summary>What a number of tensors or an arrow stands before stays with it.</summary>
    private static bool IsTied(string word) => word is "2" or "2 x" or "->";
}
