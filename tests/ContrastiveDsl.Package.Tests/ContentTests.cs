using System.IO.Compression;
using System.Xml.Linq;

namespace ContrastiveDsl.Package.Tests;

public sealed class ContentTests
{
    [Fact]
    public void Package_HoldsLibraryGeneratorAndWhatProjectsNeed()
    {
        using var package = ZipFile.OpenRead(Package.File);

        package
            .Entries.Select(entry => entry.FullName)
            .Should()
            .Contain([
                "lib/net10.0/ContrastiveDsl.dll",
                "lib/net10.0/ContrastiveDsl.xml",
                "analyzers/dotnet/cs/ContrastiveDsl.Generators.dll",
                "buildTransitive/ContrastiveDsl.targets",
                "buildTransitive/PrepareTorch.cs",
                "README.md",
            ])
            .And.NotContain(name => name.StartsWith("content", StringComparison.Ordinal));
    }

    [Fact]
    public void Package_DependsOnWhatTheLibraryUsesAlone()
    {
        using var package = ZipFile.OpenRead(Package.File);
        using var stream = package.GetEntry("ContrastiveDsl.nuspec")!.Open();
        var specification = XDocument.Load(stream);

        Values(specification, "dependency", "id")
            .Should()
            .BeEquivalentTo("Parquet.Net", "Spectre.Console", "System.CommandLine", "TorchSharp");
        Values(specification, "license", "type").Should().Equal("expression");
    }

    private static string[] Values(XDocument specification, string element, string attribute)
    {
        var elements = specification.Descendants().Where(node => node.Name.LocalName == element);
        return [.. elements.Select(node => (string)node.Attribute(attribute)!)];
    }
}
