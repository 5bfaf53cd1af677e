namespace ContrastiveDsl.Hosting;

/// <summary>The images that a program's verbs take where <c>--data</c> names none.</summary>
/// <param name="Folder">The folder that holds them; it need not exist.</param>
/// <param name="Advice">How to get the images, in a sentence; shown where the folder does not exist.</param>
public sealed record DefaultData(string Folder, string Advice)
{
    /// <summary>The folder, if it exists.</summary>
    internal string? Present => Directory.Exists(Folder) ? Folder : null;

    /// <summary>What was asked for, else the default.</summary>
    /// <exception cref="InputException">Nothing was asked for, and there is no default that exists.</exception>
    internal static string Choose(string? given, DefaultData? fallback) =>
        (given, fallback) switch
        {
            ({ } folder, _) => folder,
            (_, null) => throw new InputException(
                "There is no data: name the folder that holds the images with --data DIR."
            ),
            (_, { Present: { } folder }) => folder,
            _ => throw new InputException(
                $"There is no data: there is no folder '{fallback.Folder}'. {fallback.Advice}"
            ),
        };
}
