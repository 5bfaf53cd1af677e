using System.CommandLine;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;

namespace ContrastiveDsl.Hosting;

/// <summary>A file that a verb writes where it is told to, which may be there already.</summary>
/// <param name="Option">The option that names it.</param>
/// <param name="Path">Where it is written.</param>
/// <param name="Overwrite">Whether a file that exists may be lost.</param>
internal sealed record OutputFile(string Option, string Path, bool Overwrite)
{
    private const string OverwriteOption = "--overwrite";

    /// <summary>Whether a file that exists may be lost.</summary>
    /// <param name="option">The option that names it.</param>
    internal static Option<bool> OverwriteSwitch(string option = Verbs.OutputOption) =>
        new(OverwriteOption) { Description = $"Replace the file that {option} names, if it exists" };

    /// <summary>What an option names, or null where it is not given.</summary>
    internal static OutputFile? Named(ParseResult parsed, Option<string?> option, Option<bool> overwrite) =>
        parsed.GetValue(option) is { } path ? new(option.Name, path, parsed.GetValue(overwrite)) : null;

    /// <summary>What an option names that is always given.</summary>
    internal static OutputFile Required(ParseResult parsed, Option<string> option, Option<bool> overwrite) =>
        new(option.Name, parsed.GetRequiredValue(option), parsed.GetValue(overwrite));

    /// <summary>Refuses a folder, and what would be replaced by a file.</summary>
    /// <param name="option">The option that names the path.</param>
    /// <param name="path">Where a file is to be written.</param>
    /// <exception cref="InputException">It is a folder, a pipe, a socket or a device.</exception>
    internal static void RequireFile(string option, string path)
    {
        if (OtherKind(path) is { } kind)
        {
            throw new InputException($"{option} is '{path}', which is {kind}; name a file.");
        }
    }

    private static string? OtherKind(string path) => Directory.Exists(path) ? "a folder" : RegularFile.OtherKind(path);

    /// <summary>Refuses to lose a file that nobody spoke of.</summary>
    /// <param name="alsoWritten">A file that would be written beside it, or null.</param>
    /// <exception cref="InputException">One is a folder, or no file, or exists and is to stay.</exception>
    internal void RequireFree(string? alsoWritten = null)
    {
        if (Path == "-")
        {
            throw new InputException($"{Option} is '-', but standard output is not written to; name a file.");
        }

        RequireFile(Option, Path);
        if (alsoWritten is not null && OtherKind(alsoWritten) is { } other)
        {
            throw new InputException(
                $"{Option} is '{Path}', beside which '{alsoWritten}' would be written, which is {other}; name another file."
            );
        }

        if (Overwrite)
        {
            return;
        }

        if (File.Exists(Path))
        {
            throw new InputException(
                $"{Option} is '{Path}', which exists; name another file, or add {OverwriteOption}."
            );
        }

        if (File.Exists(alsoWritten))
        {
            throw new InputException(
                $"{Option} is '{Path}', beside which '{alsoWritten}' would be written, which exists; name another file, or add {OverwriteOption}."
            );
        }
    }

    /// <summary>Makes the folder that it lies in.</summary>
    internal void CreateFolder() =>
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);

    /// <summary>Writes it whole or not at all.</summary>
    internal void Write(string text)
    {
        CreateFolder();
        AtomicFile.Write(Path, text);
    }
}
