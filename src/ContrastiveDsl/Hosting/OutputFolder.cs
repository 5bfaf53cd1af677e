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
    /// <exception cref="InputException">The requested folder is a file, or is not empty.</exception>
    internal static string Choose(string? requested, string experiment, DateTime now)
    {
        if (requested is null)
        {
            return Unused(
                Path.Combine("runs", experiment + "-" + now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture))
            );
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

        return requested;
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
