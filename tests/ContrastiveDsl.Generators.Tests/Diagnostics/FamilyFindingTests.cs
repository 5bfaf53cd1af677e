extern alias generator;

using System.Collections.Immutable;
using ContrastiveDsl.Generators.Tests.Harness;
using generator::ContrastiveDsl.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>
/// What experiments find wrong in a family stands there once, whoever reports it; of a family of another assembly it
/// stands where the experiment names it.
/// </summary>
public sealed class FamilyFindingTests
{
    private const string Networks = """
        using ContrastiveDsl;

        [Encoder(Channels = 1, ImageSize = 28)]
        [Conv(32, 3)] [Relu] [GlobalAveragePool]
        public partial class Gray;

        [Encoder(Channels = 1, ImageSize = 28)]
        [Conv(64, 3)] [Relu] [GlobalAveragePool]
        public partial class Grayer;

        [ProjectionHead(Output = 64)]
        public partial class Projector;

        [NtXentLoss(Temperature = 0.2)]
        public partial class Loss;
        """;

    private const string Family = """
        using ContrastiveDsl;

        [AugmentationFamily]
        [RandomResizedCrop]
        [Normalize(new[] { 0.485, 0.456, 0.406 }, new[] { 0.229, 0.224, 0.225 })]
        public partial class Views;
        """;

    private const string Normalize = "Normalize(new[] { 0.485, 0.456, 0.406 }, new[] { 0.229, 0.224, 0.225 })";

    private const string Named = "Views = typeof(Views)";

    /// <summary>The first by name that finds it is the one that it is found with, wherever that is written.</summary>
    [Fact]
    public async Task Family_OfManyExperiments_HasTheFindingOnceWithTheFirstByName()
    {
        var later = "using ContrastiveDsl;\n" + Experiment("Second", "Gray") + Experiment("Third", "Gray");
        var first = "using ContrastiveDsl;\n" + Experiment("First", "Gray");

        foreach (var reported in await ReportedAsync(Analysis.Compile(Networks, Family, later, first)))
        {
            var diagnostic = reported.Should().ContainSingle().Subject;
            diagnostic.Id.Should().Be("CDSL1006");
            Analysis.TextAt(diagnostic.Location).Should().Be(Normalize);
            var related = diagnostic.AdditionalLocations.Should().ContainSingle().Subject;
            related.SourceTree!.FilePath.Should().Be("Source3.cs");
            Analysis.TextAt(related).Should().Be(Named);
        }
    }

    /// <summary>A step that changes colors which are not there, written or of a preset, stands there too.</summary>
    [Theory]
    [InlineData("[AugmentationFamily] [RandomResizedCrop] [RandomGrayscale]", "RandomGrayscale")]
    [InlineData("[AugmentationFamily(ViewsPreset.SimClrCifar10)]", "AugmentationFamily(ViewsPreset.SimClrCifar10)")]
    public async Task Family_WithColorsThatAreNotThere_HasTheFindingOnce(string steps, string place)
    {
        var family = "using ContrastiveDsl;\n" + steps + "\npublic partial class Views;";
        var experiments = "using ContrastiveDsl;\n" + Experiment("First", "Gray") + Experiment("Second", "Gray");

        foreach (var reported in await ReportedAsync(Analysis.Compile(Networks, family, experiments)))
        {
            var colors = reported.Where(diagnostic => diagnostic.Id == "CDSL3011").ToArray();
            colors.Should().OnlyHaveUniqueItems(diagnostic => diagnostic.GetMessage()).And.NotBeEmpty();
            colors.Select(diagnostic => Analysis.TextAt(diagnostic.Location)).Should().AllBe(place);
            colors
                .SelectMany(diagnostic => diagnostic.AdditionalLocations)
                .Select(Analysis.TextAt)
                .Should()
                .AllBe(Named);
        }
    }

    [Fact]
    public async Task Family_OfTwoEncoders_HasAFindingForEach()
    {
        var experiments =
            "using ContrastiveDsl;\n"
            + Experiment("First", "Gray")
            + Experiment("Second", "Grayer")
            + Experiment("Third", "Grayer");

        foreach (var reported in await ReportedAsync(Analysis.Compile(Networks, Family, experiments)))
        {
            reported.Select(diagnostic => diagnostic.Id).Should().Equal("CDSL1006", "CDSL1006");
            reported.Select(diagnostic => Analysis.TextAt(diagnostic.Location)).Should().AllBe(Normalize);
            reported[0].GetMessage().Should().Contain("'Gray'");
            reported[1].GetMessage().Should().Contain("'Grayer'");
        }
    }

    /// <summary>An editor that analyzes no more than the open file shows what is wrong in it.</summary>
    [Fact]
    public async Task Family_InTheOnlyFileThatIsAnalyzed_HasTheFinding()
    {
        var compilation = Analysis.Compile(Networks, Family, "using ContrastiveDsl;\n" + Experiment("First", "Gray"));

        (await OfFileAsync(compilation, 1)).Select(diagnostic => diagnostic.Id).Should().Equal("CDSL1006");
        (await OfFileAsync(compilation, 2)).Should().BeEmpty();
    }

    /// <summary>An editor sees the sources of another project, a build its metadata.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Family_OfAnotherAssembly_HasTheFindingWhereEachExperimentNamesIt(bool isImage)
    {
        var compilation = Beside(Family, isImage, Experiment("First", "Gray") + Experiment("Second", "Gray"));

        foreach (var reported in await ReportedAsync(compilation))
        {
            reported.Select(diagnostic => diagnostic.Id).Should().Equal("CDSL1006", "CDSL1006");
            reported.Select(diagnostic => Analysis.TextAt(diagnostic.Location)).Should().AllBe(Named);
            reported.SelectMany(diagnostic => diagnostic.AdditionalLocations).Should().BeEmpty();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Step_OfAnotherAssembly_IsNoRelatedLocation(bool isImage)
    {
        var compilation = Beside(
            """
            using ContrastiveDsl;

            [AugmentationFamily]
            [RandomResizedCrop] [RandomGrayscale]
            public partial class Views;
            """,
            isImage,
            Experiment("First", "Gray")
        );

        foreach (var reported in await ReportedAsync(compilation))
        {
            var diagnostic = reported.Should().ContainSingle().Subject;
            diagnostic.Id.Should().StartWith("CDSL3");
            Analysis.TextAt(diagnostic.Location).Should().Be(Named);
            diagnostic.AdditionalLocations.Should().BeEmpty();
        }
    }

    private static string Experiment(string name, string encoder) =>
        $"""
            [SimClr(Encoder = typeof({encoder}), Projector = typeof(Projector), Views = typeof(Views), Loss = typeof(Loss))]
            [Adam(LearningRate = 0.001)]
            public partial class {name};

            """;

    /// <summary>Networks and experiments, the family of which is in another assembly.</summary>
    private static CSharpCompilation Beside(string family, bool isImage, string experiments)
    {
        var library = GeneratorRun.Start(Analysis.Compile(family)).Output.WithAssemblyName("Families");
        return Analysis
            .Compile(Networks, "using ContrastiveDsl;\n" + experiments)
            .AddReferences(isImage ? Image(library) : library.ToMetadataReference());
    }

    private static PortableExecutableReference Image(Compilation library)
    {
        var image = new MemoryStream();
        library.Emit(image).Success.Should().BeTrue();
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>What the analyzer reports, and what the generator where analyzers are off, by message.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<Diagnostic>>> ReportedAsync(Compilation compilation)
    {
        var analyzed = await Analysis.RunAsync(compilation);
        var unanalyzed = GeneratorRun
            .Start(compilation, new BuildProperties(("RunAnalyzers", "false")))
            .Result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        return [InOrder(analyzed), InOrder(unanalyzed)];
    }

    private static IReadOnlyList<Diagnostic> InOrder(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.OrderBy(diagnostic => diagnostic.GetMessage(), StringComparer.Ordinal)];

    private static async Task<ImmutableArray<Diagnostic>> OfFileAsync(Compilation compilation, int file)
    {
        var model = compilation.GetSemanticModel(compilation.SyntaxTrees.ElementAt(file));
        return await compilation
            .WithAnalyzers([new ContrastiveDslAnalyzer()])
            .GetAnalyzerSemanticDiagnosticsAsync(model, null, CancellationToken.None);
    }
}
