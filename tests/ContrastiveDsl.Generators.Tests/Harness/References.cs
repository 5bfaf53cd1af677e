using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>
/// What the compilations of the tests reference, read once per process: the shared framework, the library and Torch.
/// </summary>
internal static class References
{
    public static IReadOnlyList<MetadataReference> All { get; } = Load();

    private static List<MetadataReference> Load()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var paths = trusted
            .Where(path => Path.GetDirectoryName(path) == framework)
            .Append(typeof(EncoderAttribute).Assembly.Location)
            .Append(typeof(TorchSharp.torch).Assembly.Location);
        return [.. paths.Select(path => MetadataReference.CreateFromFile(path))];
    }
}
