namespace ContrastiveDsl.Hosting;

/// <summary>Says which files of a folder are no images.</summary>
internal static class SkippedFiles
{
    private const int Named = 20;

    /// <summary>One line for each of the first files, and their number.</summary>
    internal static void Show(OpenedImages images, TextWriter error)
    {
        var summary = images.Summary;
        if (summary.Skipped == 0)
        {
            return;
        }

        foreach (var file in summary.SkippedFiles.Take(Named))
        {
            error.WriteLine($"warning: left out '{file.Path}': {file.Reason}.");
        }

        var all = summary.Skipped + summary.Train + summary.Test;
        var rest = summary.Skipped > Named ? $", of which {Named} are named here" : string.Empty;
        error.WriteLine(
            $"warning: {Say.Count(summary.Skipped)} of {Say.Count(all)} files cannot be read as images{rest}; with --strict-data that is an error."
        );
    }
}
