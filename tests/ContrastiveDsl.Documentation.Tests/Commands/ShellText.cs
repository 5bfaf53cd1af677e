using System.Text;

namespace ContrastiveDsl.Documentation.Tests.Commands;

/// <summary>Splits what a page shows of a shell into commands and words, as far as pages go.</summary>
internal static class ShellText
{
    /// <summary>
    /// The commands of lines, without comments, joined where a line ends in a backslash, apart where && or | joins
    /// them, with what variables of the same lines hold in their places.
    /// </summary>
    internal static IEnumerable<(IReadOnlyList<string> Words, int Line)> Commands(IEnumerable<string> lines)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (line, number) in Joined(lines))
        {
            var text = variables.Aggregate(line, (current, pair) => current.Replace("$" + pair.Key, pair.Value));
            var words = Words(text).ToArray();
            if (words is [var only] && Assigned(only) is { } assigned)
            {
                variables[assigned.Name] = assigned.Value;
                continue;
            }

            foreach (var command in Parts(words))
            {
                yield return (command, number);
            }
        }
    }

    /// <summary>The words of a line; quotes hold together and are taken off, a comment ends it.</summary>
    internal static IEnumerable<string> Words(string line)
    {
        var word = new StringBuilder();
        char? quote = null;
        var isQuoted = false;
        foreach (var letter in line)
        {
            if (quote is null && letter == '#' && word.Length == 0 && !isQuoted)
            {
                yield break;
            }

            if (letter == quote)
            {
                quote = null;
            }
            else if (quote is null && letter is '\'' or '"')
            {
                (quote, isQuoted) = (letter, true);
            }
            else if (quote is null && char.IsWhiteSpace(letter))
            {
                if (word.Length > 0 || isQuoted)
                {
                    yield return word.ToString();
                }

                word.Clear();
                isQuoted = false;
            }
            else
            {
                word.Append(letter);
            }
        }

        if (word.Length > 0 || isQuoted)
        {
            yield return word.ToString();
        }
    }

    /// <summary>NAME=VALUE.</summary>
    internal static (string Name, string Value)? Assigned(string word) =>
        word.Split('=', 2) is [{ Length: > 0 } name, var value]
        && name.All(letter => char.IsLetterOrDigit(letter) || letter == '_')
            ? (name, value)
            : null;

    private static IEnumerable<(string Text, int Number)> Joined(IEnumerable<string> lines)
    {
        var (text, start) = ("", 0);
        foreach (var (line, index) in lines.Select((line, index) => (line, index)))
        {
            start = text.Length == 0 ? index : start;
            if (line.EndsWith('\\'))
            {
                text += line[..^1] + " ";
                continue;
            }

            yield return (text + line, start);
            text = "";
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Parts(IReadOnlyList<string> words)
    {
        var part = new List<string>();
        foreach (var word in words)
        {
            if (word is "&&" or "|" or ";")
            {
                yield return part;
                part = [];
            }
            else
            {
                part.Add(word);
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }
}
