using ContrastiveDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The module initializer that every project gets which references the library.</summary>
public sealed class PrepareTorchTests
{
    private const string Nothing = "internal static class Unrelated;";

    [Fact]
    public Task Project_WithoutDeclarations_GetsTheInitializer() =>
        Generated.MatchesAsync(Nothing, "PrepareTorch", "ContrastiveDsl.PrepareTorch");

    [Theory]
    [InlineData("ContrastiveDsl.dll")]
    [InlineData("TorchSharp.dll")]
    [InlineData("System.Runtime.dll")]
    public void Project_WithoutAReferenceThatItNeeds_DoesNot(string reference)
    {
        var whole = Compilations.Create(Nothing);

        // System.Runtime forwards the attribute to the library that has it.
        string[] without = reference == "System.Runtime.dll" ? [reference, "System.Private.CoreLib.dll"] : [reference];
        var removed = whole.References.Where(each => without.Contains(Path.GetFileName(each.Display!)));
        var compilation = whole.RemoveReferences(removed);

        GeneratorRun.Start(compilation).Files.Should().BeEmpty();
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp10, 0)]
    [InlineData(LanguageVersion.CSharp11, 1)]
    public void Project_InALanguageWithoutFileTypes_DoesNot(LanguageVersion version, int files)
    {
        var options = Compilations.ParseOptions.WithLanguageVersion(version);
        var compilation = Compilations.Create(["internal static class Unrelated { }"], options);

        var run = GeneratorRun.Start(compilation);

        run.Files.Should().HaveCount(files);
        Compilations.Complaints(run.Output).Should().BeEmpty();
    }

    [Fact]
    public void Projects_ThatAreFriends_EachHaveTheirOwn()
    {
        const string friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Mall\")]";
        var first = GeneratorRun.Start(Compilations.Create(friend, Nothing));
        var mall = Compilations
            .Create("internal static class PrepareTorch;")
            .WithAssemblyName("Mall")
            .AddReferences(first.Output.ToMetadataReference());

        var second = GeneratorRun.Start(mall);

        second.Files.Should().ContainKey(Generated.PrepareTorch);
        Compilations.Complaints(second.Output).Should().BeEmpty();
    }

    [Fact]
    public void Initializer_OfThePackage_DoesWhatTheGeneratorsDoes()
    {
        var generated = GeneratorRun.Start(Compilations.Create(Nothing)).Files[Generated.PrepareTorch];

        Statements(Packed()).Should().Equal(Statements(generated));
    }

    private static IEnumerable<string> Statements(string text) =>
        text.Split('\n')
            .Select(line => line.Trim())
            .Where(line =>
                line.Length > 0
                && !line.StartsWith("//", StringComparison.Ordinal)
                && !line.StartsWith("[global::System.CodeDom", StringComparison.Ordinal)
            );

    private static string Packed([System.Runtime.CompilerServices.CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
        return File.ReadAllText(Path.Combine(root, "src", "ContrastiveDsl", "buildTransitive", "PrepareTorch.cs"));
    }
}
