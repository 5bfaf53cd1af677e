using System.Globalization;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting;

/// <summary>The folder of a new run.</summary>
internal static class OutputFolder
{
    /// <summary>The folder that was asked for, or <c>runs/NAME-yyyyMMdd-HHmmss</c>.</summary>
    /// <param name="requested">What <c>--out</c> says, if anything.</param>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="now">The time the run starts.</param>
    /// <exception cref="InputException">
    /// The requested folder is a file, or is not empty, or nothing can be written there.
    /// </exception>
    internal static string Choose(string? requested, string experiment, DateTime now)
    {
        if (requested is null)
        {
            var name = experiment + "-" + now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            return Usable(Unused(Path.Combine("runs", name)));
        }

        if (File.Exists(requested))
        {
            throw new InputException(
                $"--out is '{requested}', which is a file; name a folder that does not exist yet."
            );
        }

        if (!RunFolder.IsFree(requested))
        {
            var orResume = RunFolder.IsRun(requested)
                ? $", or go on with the run in it by {Verbs.TrainVerb} {Verbs.ResumeOption} {ShellWord.Of(requested)}"
                : "";
            throw new InputException(
                $"--out is '{requested}', which exists and is not empty; name another folder{orResume}."
            );
        }

        // What begins as an option does would be taken for one in the commands that are proposed.
        return Usable(requested.StartsWith('-') ? Path.Combine(".", requested) : requested);
    }

    /// <summary>Finds out that nothing can be written there before hours of decoding, not after them.</summary>
    private static string Usable(string folder)
    {
        var there = Path.GetFullPath(folder);
        while (!Path.Exists(there) && Path.GetDirectoryName(there) is { } parent)
        {
            there = parent;
        }

        try
        {
            var trial = Path.Combine(there, ".contrastive-" + Guid.NewGuid().ToString("N"));
            File.Create(trial, 1, FileOptions.DeleteOnClose).Dispose();
            return folder;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            var why = File.Exists(there) ? $"'{there}' is a file" : $"nothing can be written in '{there}'";
            throw new InputException($"The run's folder '{folder}' cannot be made: {why}; name another with --out.");
        }
    }

    /// <summary>Two runs may start within one second.</summary>
    private static string Unused(string folder)
    {
        var candidate = folder;
        for (var number = 2; !RunFolder.IsFree(candidate); number++)
        {
            candidate = folder + "-" + number.ToString(CultureInfo.InvariantCulture);
        }

        return candidate;
    }
}
