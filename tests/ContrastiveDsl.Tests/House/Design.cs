namespace ContrastiveDsl.Tests.House;

/// <summary>
/// Which room may know which, as docs/architecture.md has it: a room knows those of the lines below its own, and no
/// other.
/// </summary>
internal static class Design
{
    /// <summary>The rooms, from the top of the house to its ground.</summary>
    private static readonly string[][] Floors =
    [
        ["Hosting"],
        ["Records"],
        ["Reporting"],
        ["Embeddings"],
        ["Export"],
        ["Training"],
        ["Evaluation"],
        ["Augmentation", "Memory"],
        ["Data", "Optimization"],
        ["Losses", "Modules", "Randomness"],
        ["State"],
        ["Distribution"],
        ["Native"],
    ];

    /// <summary>What reads declarations knows what they mean; to every other room a setting is a number.</summary>
    private static readonly string[] ReadersOfTheLanguage =
    [
        "Hosting",
        "Reporting",
        "Embeddings",
        "Export",
        "Training",
    ];

    private const string Language = "Language";

    /// <summary>The library that decodes images, without Torch; its namespace lies beside the rooms.</summary>
    private const string Images = "Images";

    private static readonly string[] ReadersOfImages = ["Hosting", "Records", "Reporting", "Embeddings", "Data"];

    /// <summary>Attributes and enums, which lie in the namespace of the library itself.</summary>
    private const string Words = "";

    private static readonly Dictionary<string, string[]> PackagesOf = new()
    {
        ["TorchSharp"] = [.. Floors.SelectMany(floor => floor)],
        ["Microsoft.Extensions.Logging"] = ["Records"],
        ["OxyPlot"] = ["Reporting"],
        ["Parquet"] = ["Embeddings"],
        ["System.IO.Hashing"] = ["Data", "State"],
        ["Spectre.Console"] = ["Hosting"],
        ["System.CommandLine"] = ["Hosting"],
    };

    /// <summary>The arrows that the design does not have.</summary>
    /// <param name="arrows">Of an assembly.</param>
    /// <param name="root">The namespace in which its rooms lie.</param>
    internal static IEnumerable<Arrow> Breaches(IEnumerable<Arrow> arrows, string root) =>
        from arrow in arrows
        let origin = Room(arrow.From.Namespace, root)
        where origin is not null && !Allows(origin, arrow.To.Namespace, root)
        select arrow;

    /// <summary>Rooms of an assembly that the design does not have.</summary>
    internal static IEnumerable<string> UnknownRooms(IEnumerable<Arrow> arrows, string root) =>
        arrows
            .Select(arrow => Room(arrow.From.Namespace, root))
            .OfType<string>()
            .Except([.. Floors.SelectMany(floor => floor), Language, Words]);

    private static bool Allows(string origin, string named, string root) =>
        Room(named, root) switch
        {
            Words => true,
            Language => ReadersOfTheLanguage.Contains(origin),
            Images => ReadersOfImages.Contains(origin),
            { } room => FloorOf(origin) is var floor and >= 0 && floor < FloorOf(room),
            _ => PackagesOf
                .Where(package => named == package.Key || named.StartsWith(package.Key + ".", StringComparison.Ordinal))
                .All(package => package.Value.Contains(origin)),
        };

    private static int FloorOf(string room) => Array.FindIndex(Floors, floor => floor.Contains(room));

    /// <summary>A namespace without the root; null outside of it.</summary>
    private static string? Room(string name, string root) =>
        name == root ? Words
        : name.StartsWith(root + ".", StringComparison.Ordinal) ? name[(root.Length + 1)..]
        : null;
}
