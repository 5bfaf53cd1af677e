extern alias generator;

using ContrastiveDsl.Generators.Tests.Harness;
using generator::ContrastiveDsl.Generators.Diagnostics;
using generator::ContrastiveDsl.Generators.Emission;
using generator::ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>What is reported, and what is left to others.</summary>
public sealed class ReportingTests
{
    [Fact]
    public async Task Experiment_Sound_IsClean()
    {
        (await Analysis.RunAsync(LocationTests.Clothes)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("[Conv(32, 3)]", "[Conv(0, 3)]", "CDSL1004")]
    [InlineData("[GlobalAveragePool]", "", "CDSL1031")]
    [InlineData("Temperature = 0.2", "Temperature = 0", "CDSL2016")]
    [InlineData("[RandomResizedCrop]", "[RandomResizedCrop(MinScale = 2)]", "CDSL3003")]
    [InlineData("[ProjectionHead(Output = 64)]", "[ProjectionHead]", "CDSL1004")]
    [InlineData("public partial class Loss;", "public class Loss;", "CDSL0001")]
    [InlineData("LearningRate = 0.001", "LearningRate = 0", "CDSL4001")]
    [InlineData("Encoder = typeof(Encoder), ", "", "CDSL0007")]
    [InlineData("[Adam(LearningRate = 0.001)]", "", "CDSL0007")]
    public async Task Experiment_OneMistakeAnywhere_IsOneErrorEvenWhereItIsUsed(string sound, string faulty, string id)
    {
        const string use = """
            using ContrastiveDsl;
            using ContrastiveDsl.Training;
            using TorchSharp;

            public static class Program
            {
                public static object Create() => new Experiment(Experiment.Defaults);

                public static object All() => Experiments.All;

                public static torch.Tensor View(torch.Tensor images) => Views.Clean(images);
            }
            """;
        LocationTests.Clothes.Should().Contain(sound);

        var diagnostics = await Analysis.RunAsync(
            LocationTests.Clothes.Replace(sound, faulty, StringComparison.Ordinal),
            use
        );

        diagnostics.Select(diagnostic => diagnostic.Id).Should().Equal(id);
    }

    [Fact]
    public async Task Finding_WithPragma_IsSuppressed()
    {
        (
            await Analysis.RunAsync(
                """
                using ContrastiveDsl;

                #pragma warning disable CDSL2017
                [NtXentLoss(Temperature = 5)]
                public partial class Hot;
                #pragma warning restore CDSL2017

                [NtXentLoss(Temperature = 5)]
                public partial class Hotter;
                """
            )
        ).Should().ContainSingle().Which.Location.GetLineSpan().StartLinePosition.Line.Should().Be(7);
    }

    /// <summary>Suppressing changes what is reported, never what is emitted.</summary>
    [Fact]
    public async Task Error_WithPragma_LeavesTheThrowingStub()
    {
        const string source = """
            using ContrastiveDsl;

            #pragma warning disable CDSL2016
            [NtXentLoss(Temperature = 0)]
            public partial class Cold;
            """;

        (await Analysis.RunAsync(source)).Should().BeEmpty();
        GeneratorRun
            .Start(Analysis.Compile(source))
            .Files["Cold.g.cs"]
            .Should()
            .Contain("CDSL2016: Temperature must be greater than 0; it is 0.");
    }

    [Fact]
    public async Task Severity_InTheOptions_IsKept()
    {
        var compilation = Analysis.Compile(
            """
            using ContrastiveDsl;

            [NtXentLoss(Temperature = 5)]
            public partial class Hot;
            """
        );
        var options = compilation.Options.WithSpecificDiagnosticOptions([new("CDSL2017", ReportDiagnostic.Suppress)]);

        (await Analysis.RunAsync(compilation.WithOptions(options))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("[NtXentLoss(Temperature = Unknown)]", "CS0103")]
    [InlineData("[NtXentLoss(Heat = 1)]", "CS0246")]
    [InlineData("[NtXentLoss(Temperature = \"hot\")]", "CS0029")]
    [InlineData("[Loss] [SimClr(Encoder = typeof(Typo))]", "CS0246")]
    public async Task Declaration_TheCompilerRejects_IsLeftToTheCompiler(string attribute, string id)
    {
        (await Analysis.RunAsync($"using ContrastiveDsl;\n{attribute}\npublic partial class MyLoss;"))
            .Select(diagnostic => diagnostic.Id)
            .Should()
            .Equal(id);
    }

    [Fact]
    public async Task Base_TheCompilerDoesNotKnow_IsLeftToTheCompiler()
    {
        (
            await Analysis.RunAsync(
                """
                using ContrastiveDsl;

                [Encoder(Channels = 1, ImageSize = 28, Features = 8)]
                public partial class Own : Missing;
                """
            )
        ).Select(diagnostic => diagnostic.Id).Should().Equal("CS0246");
    }

    [Fact]
    public async Task Base_ThroughAnAlias_IsSeen()
    {
        (
            await Analysis.RunAsync(
                """
                using ContrastiveDsl;
                using TorchSharp;
                using Net = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

                [Encoder(Channels = 1, ImageSize = 28, Features = 784)]
                public partial class Own : Net
                {
                    public Own() : base("Own")
                    {
                    }

                    public override torch.Tensor forward(torch.Tensor input) => input.flatten(1);
                }
                """
            )
        ).Should().BeEmpty();
    }

    [Fact]
    public async Task Interface_OnAnEncoder_IsNoBaseClass()
    {
        (
            await Analysis.RunAsync(
                """
                using ContrastiveDsl;

                public interface INamed;

                [Encoder(Channels = 1, ImageSize = 28)]
                [Conv(8, 3)] [Relu] [GlobalAveragePool]
                public partial class Network : INamed;
                """
            )
        ).Should().BeEmpty();
    }

    [Theory]
    [InlineData("using IMarked = INamed;", "")]
    [InlineData("", "global using IMarked = INamed;")]
    public async Task Interface_ThroughAnAlias_IsNoBaseClass(string alias, string elsewhere)
    {
        (
            await Analysis.RunAsync(
                $"""
                using ContrastiveDsl;
                {alias}

                public interface INamed;

                [Encoder(Channels = 1, ImageSize = 28)]
                [Conv(8, 3)] [Relu] [GlobalAveragePool]
                public partial class Network : IMarked;

                [NtXentLoss]
                public partial class Contrast : IMarked;
                """,
                elsewhere
            )
        ).Should().BeEmpty();
    }

    /// <summary>Of another assembly's classes the members are in the metadata.</summary>
    [Fact]
    public async Task Required_OfABaseClassElsewhere_IsReported()
    {
        using var image = new MemoryStream();
        Analysis
            .Compile("public abstract class Ancestor { public required string Name { get; init; } }")
            .WithAssemblyName("Ancestors")
            .Emit(image)
            .Success.Should()
            .BeTrue();

        var diagnostics = await Analysis.RunAsync(
            Analysis
                .Compile(
                    LocationTests.Clothes.Replace(
                        "class Experiment",
                        "class Experiment : Ancestor",
                        StringComparison.Ordinal
                    )
                )
                .AddReferences(MetadataReference.CreateFromImage(image.ToArray()))
        );

        diagnostics
            .Should()
            .ContainSingle()
            .Which.GetMessage()
            .Should()
            .Be(
                "'Experiment' is made by generated code, which cannot set its required member 'Name'. Remove 'required'."
            );
    }

    /// <summary>Many tools end the names of what they write alike.</summary>
    [Fact]
    public async Task Declaration_InAFileOfAnotherTool_IsRead()
    {
        const string use = """
            public static class Program
            {
                public static object All() => new Experiment(Experiment.Defaults);
            }
            """;
        var compilation = Analysis.Compile(use);
        var written = CSharpSyntaxTree.ParseText(
            LocationTests.Clothes,
            (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            path: "obj/Other.Tool/Experiments.g.cs"
        );

        (await Analysis.RunAsync(compilation.AddSyntaxTrees(written))).Should().BeEmpty();
    }

    [Fact]
    public async Task Parts_InAnotherAssembly_AreRead()
    {
        var parts = GeneratorRun.Start(Analysis.Compile(LocationTests.Clothes)).Output.WithAssemblyName("Parts");
        var image = new MemoryStream();
        parts.Emit(image).Success.Should().BeTrue();
        var reference = MetadataReference.CreateFromImage(image.ToArray());
        const string source = """
            using ContrastiveDsl;

            [ProjectionHead(Input = 10, Output = 64)]
            public partial class Narrow;

            [SimClr(Encoder = typeof(Encoder), Projector = typeof(Projector), Views = typeof(Views), Loss = typeof(Loss))]
            [Adam]
            public partial class Fits;

            [SimClr(Encoder = typeof(Encoder), Projector = typeof(Narrow), Views = typeof(Views), Loss = typeof(Loss))]
            [Adam]
            public partial class FitsNot;
            """;

        var diagnostics = await Analysis.RunAsync(Analysis.Compile(source).AddReferences(reference));

        var diagnostic = diagnostics.Should().ContainSingle().Subject;
        diagnostic
            .GetMessage()
            .Should()
            .Be(
                "'Narrow' expects 10 inputs but 'Encoder' returns 32 features. Set Input = 32, or leave Input out: it is inferred."
            );
    }

    [Fact]
    public async Task TorchSharp_NotReferenced_IsSaidOnceAndAlone()
    {
        var references = References.All.Where(reference =>
            !reference.Display!.EndsWith("TorchSharp.dll", StringComparison.Ordinal)
        );
        var compilation = Analysis
            .Compile(
                """
                using ContrastiveDsl;

                [NtXentLoss(Temperature = 0)]
                public partial class First;

                [ProjectionHead]
                public class Second;
                """
            )
            .WithReferences(references);

        var diagnostics = await compilation.WithAnalyzers([new ContrastiveDslAnalyzer()]).GetAnalyzerDiagnosticsAsync();

        var diagnostic = diagnostics.Should().ContainSingle().Subject;
        diagnostic.Id.Should().Be("CDSL0014");
        Analysis.TextAt(diagnostic.Location).Should().Be("First");
    }

    [Fact]
    public async Task Project_WithoutTheLibrary_IsNotAnalyzed()
    {
        var references = References.All.Where(reference =>
            !reference.Display!.EndsWith("ContrastiveDsl.dll", StringComparison.Ordinal)
        );
        var compilation = Analysis.Compile("public class Plain;").WithReferences(references);

        (await compilation.WithAnalyzers([new ContrastiveDslAnalyzer()]).GetAnalyzerDiagnosticsAsync())
            .Should()
            .BeEmpty();
    }

    [Fact]
    public void Failure_OfTheTool_NamesClassAndCause()
    {
        var compilation = Analysis.Compile(LocationTests.Clothes);
        var type = compilation.GetTypeByMetadataName("Loss")!;

        var diagnostic = FindingReporter.Failure(
            type,
            new NotSupportedException("No such\nthing."),
            CancellationToken.None
        );

        diagnostic.Id.Should().Be("CDSL9999");
        diagnostic
            .GetMessage()
            .Should()
            .StartWith("ContrastiveDsl failed on 'Loss': NotSupportedException: No such thing..");
        Analysis.TextAt(diagnostic.Location).Should().Be("Loss");
    }

    [Fact]
    public void Report_Canceled_Throws()
    {
        var type = Analysis.Compile(LocationTests.Clothes).GetTypeByMetadataName("Experiment")!;

        FluentActions
            .Invoking(() => FindingReporter.Report(type, new CancellationToken(canceled: true)))
            .Should()
            .Throw<OperationCanceledException>();
    }

    /// <summary>The analyzer sees emitted parts too; that must not change what it finds.</summary>
    [Fact]
    public void Analysis_BeforeAndAfterGeneration_IsTheSame()
    {
        var before = Analysis.Compile(LocationTests.Clothes);
        var after = GeneratorRun.Start(before).Output;

        foreach (
            var name in before
                .SyntaxTrees.Single()
                .GetRoot()
                .DescendantNodes()
                .OfType<ClassDeclarationSyntax>()
                .Select(node => node.Identifier.Text)
        )
        {
            Analyzed(after, name).Should().Be(Analyzed(before, name));
        }
    }

    [Fact]
    public void Releases_EveryRule_IsListedAsItIs()
    {
        var rows = File.ReadLines(
                Path.Combine(
                    RulePage.Root(),
                    "generators",
                    "ContrastiveDsl.Generators",
                    "AnalyzerReleases.Unshipped.md"
                )
            )
            .Concat(
                File.ReadLines(
                    Path.Combine(
                        RulePage.Root(),
                        "generators",
                        "ContrastiveDsl.Generators",
                        "AnalyzerReleases.Shipped.md"
                    )
                )
            )
            .Where(line => line.StartsWith("CDSL", StringComparison.Ordinal));

        rows.Should()
            .BeEquivalentTo(
                RuleCatalogue.All.Select(rule => $"{rule.Id} | {Descriptors.Category} | {rule.Severity} | {rule.Title}")
            );
    }

    private static (ClassModel Models, EquatableArray<Finding> Findings, string? Fault) Analyzed(
        Compilation compilation,
        string name
    )
    {
        var analysis = ClassAnalysis.Of(
            generator::ContrastiveDsl
                .Generators.Parsing.ClassParser.Parse(compilation.GetTypeByMetadataName(name)!, CancellationToken.None)
                .Class,
            EmittedMembers.Check
        );
        return (analysis.Declared, analysis.Findings, analysis.Fault);
    }
}
