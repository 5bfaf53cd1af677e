using System.IO.Compression;
using System.Xml.Linq;

namespace ContrastiveDsl.Package.Tests;

public sealed class ContentTests
{
    public static TheoryData<string> Packages =>
        [
            "ContrastiveDsl",
            "ContrastiveDsl.Images",
            "ContrastiveDsl.Extensions.AI",
            "ContrastiveDsl.Onnx",
            "ContrastiveDsl.Templates",
        ];

    [Fact]
    public void Package_HoldsLibraryGeneratorAndWhatProjectsNeed()
    {
        using var package = ZipFile.OpenRead(Package.File());

        package
            .Entries.Select(entry => entry.FullName)
            .Should()
            .Contain([
                "lib/net10.0/ContrastiveDsl.dll",
                "lib/net10.0/ContrastiveDsl.xml",
                "analyzers/dotnet/cs/ContrastiveDsl.Generators.dll",
                "analyzers/dotnet/cs/ContrastiveDsl.CodeFixes.dll",
                "buildTransitive/ContrastiveDsl.targets",
                "buildTransitive/PrepareTorch.cs",
                "README.md",
                "LICENSE",
                "icon.png",
            ])
            .And.NotContain(name => name.StartsWith("content", StringComparison.Ordinal));
    }

    [Fact]
    public void Package_DependsOnWhatTheLibraryUsesAlone()
    {
        using var package = ZipFile.OpenRead(Package.File());
        using var stream = package.GetEntry("ContrastiveDsl.nuspec")!.Open();
        var specification = XDocument.Load(stream);

        Values(specification, "dependency", "id")
            .Should()
            .BeEquivalentTo(
                "ContrastiveDsl.Images",
                "Microsoft.Extensions.Logging.Abstractions",
                "OxyPlot.Core",
                "Parquet.Net",
                "Spectre.Console",
                "System.CommandLine",
                "System.IO.Hashing",
                "TorchSharp"
            );
        Values(specification, "license", "type").Should().Equal("expression");
    }

    [Fact]
    public void Images_DependOnTheirDecoderAlone()
    {
        using var package = ZipFile.OpenRead(Package.File("ContrastiveDsl.Images"));
        using var stream = package.GetEntry("ContrastiveDsl.Images.nuspec")!.Open();

        Values(XDocument.Load(stream), "dependency", "id")
            .Should()
            .OnlyContain(id => id.StartsWith("NetVips", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_SaysWhatItIsAndBearsNoTimeOfItsBuild(string name)
    {
        using var package = ZipFile.OpenRead(Package.File(name));

        package.Entries.Select(entry => entry.FullName).Should().Contain(["README.md", "LICENSE", "icon.png"]);
        package.Entries.Select(entry => entry.LastWriteTime.Year).Should().AllBeEquivalentTo(2020);
    }

    /// <summary>A feed shows the page alone, without the repository around it.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void Readme_OfAPackage_HasNoLinkIntoTheRepository(string name)
    {
        using var package = ZipFile.OpenRead(Package.File(name));
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());

        reader.ReadToEnd().Should().StartWith("# ContrastiveDsl").And.NotMatchRegex(@"\]\((?!https://)");
    }

    [Theory]
    [InlineData("ContrastiveDsl")]
    [InlineData("ContrastiveDsl.Images")]
    [InlineData("ContrastiveDsl.Extensions.AI")]
    [InlineData("ContrastiveDsl.Onnx")]
    public void Symbols_OfALibrary_LieInAPackageBesideIt(string name)
    {
        using var package = ZipFile.OpenRead(Package.File(name, ".snupkg"));

        package.Entries.Select(entry => entry.FullName).Should().Contain($"lib/net10.0/{name}.pdb");
    }

    private static string[] Values(XDocument specification, string element, string attribute)
    {
        var elements = specification.Descendants().Where(node => node.Name.LocalName == element);
        return [.. elements.Select(node => (string)node.Attribute(attribute)!)];
    }
}
