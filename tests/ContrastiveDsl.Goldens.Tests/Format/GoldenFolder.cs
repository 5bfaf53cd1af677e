using System.Text.Json;

namespace ContrastiveDsl.Goldens.Tests.Format;

/// <summary>The folder of golden files: the tests' own copy, or the one that CONTRASTIVE_GOLDENS names.</summary>
public static class GoldenFolder
{
    /// <summary>The environment variable that names another folder of the same format.</summary>
    public const string Variable = "CONTRASTIVE_GOLDENS";

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<GoldenCase>>> Files = new(Read);

    /// <summary>Path of the folder.</summary>
    public static string Location =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
            ? folder
            : Path.Combine(AppContext.BaseDirectory, "Goldens");

    /// <summary>The cases of every file, by topic.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<GoldenCase>> Topics => Files.Value;

    /// <summary>One case.</summary>
    public static GoldenCase Case(string topic, string name) => Topics[topic].Single(found => found.Name == name);

    private static Dictionary<string, IReadOnlyList<GoldenCase>> Read()
    {
        var topics = new SortedDictionary<string, IReadOnlyList<GoldenCase>>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Location, "*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var cases = document
                .RootElement.GetProperty("cases")
                .EnumerateArray()
                .Select(found => new GoldenCase(found.Clone()))
                .ToList();
            var topic = document.RootElement.GetProperty("topic").GetString()!;
            topics[topic] = topics.TryGetValue(topic, out var others) ? [.. others, .. cases] : cases;
        }

        return new Dictionary<string, IReadOnlyList<GoldenCase>>(topics, StringComparer.Ordinal);
    }
}
