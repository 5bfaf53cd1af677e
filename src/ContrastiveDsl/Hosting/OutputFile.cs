using System.CommandLine;

namespace ContrastiveDsl.Hosting;

/// <summary>The file that a verb writes, which may be there already.</summary>
internal static class OutputFile
{
    private const string OverwriteOption = "--overwrite";

    /// <summary>Whether a file that exists may be lost.</summary>
    internal static Option<bool> Overwrite() => new(OverwriteOption) { Description = "Replace a file that exists" };

    /// <summary>Refuses to lose a file that nobody spoke of.</summary>
    /// <param name="path">What <c>--out</c> says.</param>
    /// <param name="alsoWritten">A file that would be written beside it, or null.</param>
    /// <param name="overwrite">Whether a file that exists may be lost.</param>
    /// <exception cref="InputException">One is a folder, or exists and is to stay.</exception>
    internal static void RequireFree(string path, string? alsoWritten, bool overwrite)
    {
        if (Directory.Exists(path))
        {
            throw new InputException($"{Verbs.OutputOption} is '{path}', which is a folder; name a file.");
        }

        if (Directory.Exists(alsoWritten))
        {
            throw new InputException(
                $"{Verbs.OutputOption} is '{path}', beside which '{alsoWritten}' would be written, which is a folder; name another file."
            );
        }

        if (overwrite)
        {
            return;
        }

        if (File.Exists(path))
        {
            throw new InputException(
                $"{Verbs.OutputOption} is '{path}', which exists; name another file, or add {OverwriteOption}."
            );
        }

        if (File.Exists(alsoWritten))
        {
            throw new InputException(
                $"{Verbs.OutputOption} is '{path}', beside which '{alsoWritten}' would be written, which exists; name another file, or add {OverwriteOption}."
            );
        }
    }
}
