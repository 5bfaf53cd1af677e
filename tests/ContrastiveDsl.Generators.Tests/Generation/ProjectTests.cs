using ContrastiveDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>What users of generators stumble over: several projects, documented classes.</summary>
public sealed class ProjectTests
{
    private const string Program = """

        internal static class Program
        {
            public static int Count => ContrastiveDsl.Experiments.All.Count;
        }
        """;

    /// <summary>Both projects have a list of experiments of the same name.</summary>
    [Fact]
    public void Experiments_OfAProjectThatSeesAnothersInternals_AreItsOwn()
    {
        var first = GeneratorRun
            .Start(
                Compilations.Create(
                    Sources.Clothes,
                    """[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Boutique")]"""
                )
            )
            .Output;
        using var image = new MemoryStream();
        first.Emit(image).Success.Should().BeTrue();
        image.Position = 0;

        var second = GeneratorRun.Start(
            Compilations
                .Create(
                    Sources.Clothes.Replace("namespace Shop;", "namespace Boutique;", StringComparison.Ordinal)
                        + Program
                )
                .WithAssemblyName("Boutique")
                .AddReferences(MetadataReference.CreateFromStream(image))
        );

        Compilations.Complaints(second.Output).Should().BeEmpty();
    }

    [Fact]
    public void Experiments_OfTwoProjectsInOneSolution_AreEachItsOwn()
    {
        var first = GeneratorRun
            .Start(
                Compilations.Create(
                    Sources.Clothes,
                    """[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Boutique")]"""
                )
            )
            .Output;

        var second = GeneratorRun.Start(
            Compilations
                .Create(
                    Sources.Clothes.Replace("namespace Shop;", "namespace Boutique;", StringComparison.Ordinal)
                        + Program
                )
                .WithAssemblyName("Boutique")
                .AddReferences(first.ToMetadataReference())
        );

        Compilations.Complaints(second.Output).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/// <summary>Ours.</summary>", DocumentationMode.Diagnose)]
    [InlineData("/// <summary>Ours.</summary>", DocumentationMode.None)]
    [InlineData("/** <summary>Ours.</summary> */", DocumentationMode.Parse)]
    [InlineData("/** <summary>Ours.</summary> */", DocumentationMode.None)]
    public void Class_ThatTheUserDocumented_HasOneSummary(string documentation, DocumentationMode mode)
    {
        var source = Sources
            .Clothes.Replace("[NtXentLoss", documentation + "\n[NtXentLoss", StringComparison.Ordinal)
            .Replace("[SimClr(", documentation + "\n[SimClr(", StringComparison.Ordinal);

        var run = GeneratorRun.Start(
            Compilations.Create([source], Compilations.ParseOptions.WithDocumentationMode(mode))
        );

        Before(run.Files["Shop.ClothesLoss.g.cs"]).Should().NotContain("<summary>");
        Before(run.Files["Shop.ClothesSimClr.g.cs"]).Should().NotContain("<summary>").And.Contain("<remarks>");
        Before(run.Files["Shop.ClothesEncoder.g.cs"]).Should().Contain("<summary>");
    }

    [Theory]
    [InlineData("/// <remarks>Ours.</remarks>", DocumentationMode.Diagnose)]
    [InlineData("/// <remarks>Ours.</remarks>", DocumentationMode.None)]
    [InlineData("/// <inheritdoc cref=\"object\"/>", DocumentationMode.Parse)]
    public void Class_WithRemarksOfTheUser_HasNoOthers(string documentation, DocumentationMode mode)
    {
        var source = Sources.Clothes.Replace("[SimClr(", documentation + "\n[SimClr(", StringComparison.Ordinal);

        var run = GeneratorRun.Start(
            Compilations.Create([source], Compilations.ParseOptions.WithDocumentationMode(mode))
        );

        Before(run.Files["Shop.ClothesSimClr.g.cs"]).Should().NotContain("<summary>").And.NotContain("<remarks>");
    }

    /// <summary>What an editor shows when the mouse rests on the class: both parts, once each.</summary>
    [Fact]
    public void Class_WithASummaryOfTheUser_ShowsItBesideTheFacts()
    {
        var source = Sources.Clothes.Replace(
            "[SimClr(",
            "/// <summary>Ours.</summary>\n[SimClr(",
            StringComparison.Ordinal
        );

        var shown = GeneratorRun
            .Start(Compilations.Create(source))
            .Output.GetTypeByMetadataName("Shop.ClothesSimClr")!
            .GetDocumentationCommentXml()!;

        var xml = System.Xml.Linq.XElement.Parse(shown);
        xml.Elements("summary").Should().ContainSingle().Which.Value.Should().Be("Ours.");
        xml.Elements("remarks").Should().ContainSingle().Which.Value.Should().Contain("Negatives: 510 per anchor");
    }

    [Theory]
    [InlineData("// Ours.")]
    [InlineData("/* Ours. */")]
    [InlineData("//// Ours.")]
    public void Class_WithAPlainComment_IsDocumentedByUs(string comment)
    {
        var source = Sources.Clothes.Replace("[NtXentLoss", comment + "\n[NtXentLoss", StringComparison.Ordinal);

        Before(GeneratorRun.Start(Compilations.Create(source)).Files["Shop.ClothesLoss.g.cs"])
            .Should()
            .Contain("<summary>");
    }

    /// <summary>What comes before the class.</summary>
    private static string Before(string text) => text[..text.IndexOf("partial class", StringComparison.Ordinal)];
}
