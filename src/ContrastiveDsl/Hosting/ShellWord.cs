namespace ContrastiveDsl.Hosting;

/// <summary>Words of a command that is printed to be pasted.</summary>
internal static class ShellWord
{
    private const string PlainMarks = "_@%+=:,./-";

    /// <summary>A word as a shell takes it: quoted where it needs to be.</summary>
    internal static string Of(string word) => Of(word, OperatingSystem.IsWindows());

    /// <summary>The same for a system: single quotes for shells of Unix, double ones on Windows.</summary>
    internal static string Of(string word, bool forWindows)
    {
        if (word.Length > 0 && word.All(mark => IsPlain(mark) || (forWindows && mark == '\\')))
        {
            return word;
        }

        return forWindows ? $"\"{word}\"" : "'" + word.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
    }

    private static bool IsPlain(char mark) =>
        char.IsAsciiLetterOrDigit(mark) || PlainMarks.Contains(mark, StringComparison.Ordinal);
}
