extern alias generator;

using ContrastiveDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Analyzer = generator::ContrastiveDsl.Generators.Diagnostics.ContrastiveDslAnalyzer;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>A faulty declaration is one error, ours, and nothing follows from it.</summary>
public sealed class StubTests
{
    private const string Use = """

        internal static class Use
        {
            public const int Size = ClothesEncoder.FeatureSize + ClothesEncoder.Channels + ClothesEncoder.ImageSize + ClothesProjector.OutputSize + ClothesViews.DrawCount;

            public static void All(ContrastiveDsl.Training.RunSettings settings, ContrastiveDsl.Augmentation.TransformDraws draws)
            {
                using var encoder = ClothesEncoder.Load("path", device: null);
                using var projector = new ClothesProjector(Size);
                using ContrastiveDsl.Training.IExperiment experiment = new ClothesSimClr(settings);
                var z = projector.call(encoder.call(ClothesViews.Apply(ClothesViews.Clean(TorchSharp.torch.zeros(1, 1, 28, 28)), draws)));
                _ = ClothesLoss.Compute(z, z).mul(ClothesLoss.Temperature * ClothesSimClr.LearningRate);
                _ = (ClothesSimClr.Definition, ClothesSimClr.Defaults, ContrastiveDsl.Experiments.All, new ClothesSimClr(settings).Encoder);
            }
        }
        """;

    public static TheoryData<string, string, string> Faults =>
        new()
        {
            { "Encoder", "[GlobalAveragePool]", "" },
            { "Head", "Output = 64", "Output = -1" },
            { "Views", "MinScale = 0.5", "MinScale = 2" },
            { "Loss", "Temperature = 0.2", "Temperature = 0" },
            { "Experiment", "BatchSize = 256", "BatchSize = 1" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_OfAnyClass_IsTheOnlyError(string kind, string sound, string faulty)
    {
        var source = Sources.Clothes.Replace(sound, faulty, StringComparison.Ordinal) + Use;

        var run = GeneratorRun.Start(Compilations.Create(source));

        Compilations.Complaints(run.Output).Should().BeEmpty(kind);
        (await ErrorsAsync(run.Output)).Should().ContainSingle(kind).Which.Id.Should().StartWith("CDSL");
    }

    [Fact]
    public void SoundDeclaration_WithTheSameUses_Compiles()
    {
        Compilations
            .Complaints(GeneratorRun.Start(Compilations.Create(Sources.Clothes + Use)).Output)
            .Should()
            .BeEmpty();
    }

    [Fact]
    public Task Faults_OfEveryKindOfClass_GiveStubs() =>
        Generated.MatchesAsync(
            """
            using ContrastiveDsl;

            namespace Shop;

            [Encoder(Channels = 1, ImageSize = 28)] [Conv(32, 3)]
            public partial class ClothesEncoder;

            [ProjectionHead(Output = -1)]
            public partial class ClothesProjector;

            [PredictionHead(Output = 64)]
            public partial class ClothesPredictor;

            [AugmentationFamily] [RandomResizedCrop(MinScale = 2)]
            public partial class ClothesViews;

            [NtXentLoss(Temperature = 0)]
            public partial class ClothesLoss;

            [ByolLoss]
            public partial class TargetLoss;

            [Byol(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Predictor = typeof(ClothesPredictor), Views = typeof(ClothesViews), Loss = typeof(TargetLoss))]
            [MomentumEncoder(Momentum = 1.5)] [Lars(LearningRate = 0.2)] [CosineSchedule]
            public partial class ClothesByol;
            """,
            "Stub.EveryKind",
            "Shop.ClothesEncoder",
            "Shop.ClothesProjector",
            "Shop.ClothesViews",
            "Shop.ClothesLoss",
            "Shop.ClothesByol"
        );

    /// <summary>
    /// What a stub's members are called is read from what would be emitted, whose values do not exist.
    /// </summary>
    [Theory]
    [InlineData("ImageSize = 28)", "ImageSize = 28, Norm = (Norm)(-1))")]
    [InlineData("LearningRate = 4e-3", "Scaling = (LearningRateScaling)99")]
    [InlineData("[Adam(LearningRate = 4e-3, WeightDecay = 1e-4)]", "[Lars(Dialect = (LarsDialect)(-1))]")]
    public async Task Value_ThatIsNotDefined_IsTheOnlyError(string sound, string faulty)
    {
        var run = GeneratorRun.Start(
            Compilations.Create(Sources.Clothes.Replace(sound, faulty, StringComparison.Ordinal))
        );

        Compilations.Complaints(run.Output).Should().BeEmpty();
        (await ErrorsAsync(run.Output)).Should().ContainSingle().Which.Id.Should().Be("CDSL0015");
    }

    [Fact]
    public async Task Draws_BeyondCounting_AreTheOnlyError()
    {
        var run = GeneratorRun.Start(
            Compilations.Create(
                Sources
                    .CustomParts.Replace("[Transform]", "[Transform(Draws = int.MaxValue)]", StringComparison.Ordinal)
                    .Replace(
                        "[Transform(typeof(Fade))]",
                        "[Solarize] [Transform(typeof(Fade))]",
                        StringComparison.Ordinal
                    )
            )
        );

        run.Result.Diagnostics.Should().BeEmpty();
        Compilations.Complaints(run.Output).Should().BeEmpty();
        (await ErrorsAsync(run.Output)).Should().ContainSingle().Which.Id.Should().Be("CDSL1004");
    }

    [Theory]
    [InlineData("ClothesSimClr", "Train")]
    [InlineData("ClothesSimClr", "Encoder")]
    [InlineData("ClothesEncoder", "Load")]
    [InlineData("ClothesViews", "Apply")]
    public async Task Class_NamedLikeAMemberOfItself_IsTheOnlyError(string name, string other)
    {
        var run = GeneratorRun.Start(
            Compilations.Create(
                "#pragma warning disable CS8981\n" + Sources.Clothes.Replace(name, other, StringComparison.Ordinal)
            )
        );

        Compilations.Complaints(run.Output).Should().BeEmpty();
        (await ErrorsAsync(run.Output)).Should().ContainSingle().Which.Id.Should().Be("CDSL0028");
    }

    [Theory]
    [InlineData("ClothesSimClr", "internal int Train => 1;")]
    [InlineData("ClothesSimClr", "internal static int Definition() => 1;")]
    [InlineData("ClothesEncoder", "internal static int conv1;")]
    [InlineData("ClothesEncoder", "internal int forward(int x) => x;")]
    [InlineData("ClothesProjector", "internal const int OutputSize = 3;")]
    [InlineData("ClothesViews", "internal static int Clean(int x) => x;")]
    [InlineData("ClothesLoss", "internal const double Temperature = 3;")]
    public async Task Member_OfTheUsersThatCollides_IsTheOnlyError(string name, string member)
    {
        var source = Sources.Clothes.Replace(
            $"partial class {name};",
            $"partial class {name} {{ {member} }}",
            StringComparison.Ordinal
        );

        var run = GeneratorRun.Start(Compilations.Create("#pragma warning disable CS0649\n" + source));

        Compilations.Complaints(run.Output).Should().BeEmpty();
        (await ErrorsAsync(run.Output)).Should().ContainSingle().Which.Id.Should().Be("CDSL0009");
    }

    [Theory]
    [InlineData("ClothesSimClr", "BatchSize = 256", "BatchSize = 1")]
    [InlineData("ClothesLoss", "Temperature = 0.2", "Temperature = 0")]
    public void Fault_OfAClassWithAMemberNamedFault_IsTheOnlyError(string name, string sound, string faulty)
    {
        var source = Sources
            .Clothes.Replace(sound, faulty, StringComparison.Ordinal)
            .Replace(
                $"partial class {name};",
                $"partial class {name} {{ internal const int Fault = 3; }}",
                StringComparison.Ordinal
            );

        Compilations.Complaints(GeneratorRun.Start(Compilations.Create(source)).Output).Should().BeEmpty();
    }

    [Fact]
    public void Fault_OfAClassNamedFault_IsTheOnlyError()
    {
        var source = Sources
            .Clothes.Replace("BatchSize = 256", "BatchSize = 1", StringComparison.Ordinal)
            .Replace("ClothesSimClr", "Fault", StringComparison.Ordinal);

        Compilations.Complaints(GeneratorRun.Start(Compilations.Create(source)).Output).Should().BeEmpty();
    }

    [Fact]
    public async Task Fault_OfAnExperimentWithABaseClass_IsTheOnlyError()
    {
        var source = Sources
            .Clothes.Replace("BatchSize = 256", "BatchSize = 1", StringComparison.Ordinal)
            .Replace(
                "partial class ClothesSimClr;",
                "partial class ClothesSimClr : System.EventArgs;",
                StringComparison.Ordinal
            );

        var run = GeneratorRun.Start(Compilations.Create(source));

        Compilations.Complaints(run.Output).Should().BeEmpty();
        (await ErrorsAsync(run.Output)).Should().ContainSingle().Which.Id.Should().StartWith("CDSL");
    }

    [Fact]
    public void Stub_OfAnExperiment_HasThePublicSurfaceOfTheRealOne()
    {
        var real = Surface(GeneratorRun.Start(Compilations.Create(Sources.Clothes)).Output);
        var stub = Surface(
            GeneratorRun
                .Start(
                    Compilations.Create(
                        Sources.Clothes.Replace("BatchSize = 256", "BatchSize = 1", StringComparison.Ordinal)
                    )
                )
                .Output
        );

        stub.Should().BeEquivalentTo(real);
        real.Should().HaveCountGreaterThan(15);
    }

    [Fact]
    public void Experiment_WithAFault_IsNotInTheList()
    {
        var run = GeneratorRun.Start(
            Compilations.Create(Sources.Clothes.Replace("BatchSize = 256", "BatchSize = 1", StringComparison.Ordinal))
        );

        run.Files["ContrastiveDsl.Experiments.g.cs"].Should().NotContain("ClothesSimClr");
    }

    [Fact]
    public async Task Analyzer_OnAClassThatIsGeneratedButForItsAttributes_StillReports()
    {
        var source = Sources.Clothes.Replace("Temperature = 0.2", "Temperature = 5", StringComparison.Ordinal);

        var diagnostics = await AnalyzeAsync(GeneratorRun.Start(Compilations.Create(source)).Output);

        diagnostics
            .Should()
            .ContainSingle(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning)
            .Which.GetMessage()
            .Should()
            .Contain("5");
    }

    [Theory]
    [InlineData("RunAnalyzers")]
    [InlineData("RunAnalyzersDuringBuild")]
    public void Generator_WhereAnalyzersAreOff_ReportsTheFindings(string property)
    {
        var compilation = Compilations.Create(
            Sources.Clothes.Replace("BatchSize = 256", "BatchSize = 1", StringComparison.Ordinal)
        );

        GeneratorRun.Start(compilation).Result.Diagnostics.Should().BeEmpty();
        var reported = GeneratorRun.Start(compilation, new BuildProperties((property, "false"))).Result.Diagnostics;

        reported
            .Should()
            .ContainSingle(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Which.Location.IsInSource.Should()
            .BeTrue();
    }

    [Fact]
    public void Generator_WithoutTorchSharp_EmitsNothingAndSaysSoOnce()
    {
        var whole = Compilations.Create(Sources.Clothes);
        var compilation = whole.RemoveReferences(
            whole.References.Where(reference => reference.Display!.EndsWith("TorchSharp.dll", StringComparison.Ordinal))
        );

        var run = GeneratorRun.Start(compilation, new BuildProperties(("RunAnalyzers", "false")));

        run.Files.Keys.Should().BeEmpty();
        run.Result.Diagnostics.Should().ContainSingle().Which.Id.Should().Be("CDSL0014");
    }

    [Fact]
    public void Generator_WhereTheEditorAnalyzes_LeavesTheFindingsToIt()
    {
        var compilation = Compilations.Create(
            Sources.Clothes.Replace("BatchSize = 256", "BatchSize = 1", StringComparison.Ordinal)
        );

        var run = GeneratorRun.Start(
            compilation,
            new BuildProperties(("RunAnalyzersDuringBuild", "false"), ("DesignTimeBuild", "true"))
        );

        run.Result.Diagnostics.Should().BeEmpty();
    }

    /// <summary>The errors that the analyzer reports.</summary>
    internal static async Task<IReadOnlyList<Diagnostic>> ErrorsAsync(Compilation compilation) =>
        [.. (await AnalyzeAsync(compilation)).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    /// <summary>
    /// Fails where an experiment whose setting is made negative has other public members than the sound one, or
    /// anything does not compile.
    /// </summary>
    internal static void RequireSurface(string name, string source, string setting)
    {
        var real = Surface(GeneratorRun.Start(Compilations.Create(source)).Output, name);
        var faulty = source.Replace(
            setting,
            setting[..(setting.IndexOf('=', StringComparison.Ordinal) + 1)] + " -1",
            StringComparison.Ordinal
        );
        var run = GeneratorRun.Start(Compilations.Create(faulty));
        var stub = Surface(run.Output, name);

        run.Files[$"Shop.{name}.g.cs"].Should().Contain("Cannot work as declared");
        Compilations.Complaints(run.Output).Should().BeEmpty();
        stub.Should().BeEquivalentTo(real);
        real.Should().HaveCountGreaterThan(13);
    }

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(Compilation compilation) =>
        await compilation
            .WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .WithAnalyzers([new Analyzer()])
            .GetAnalyzerDiagnosticsAsync();

    /// <summary>The public members of an experiment with their types.</summary>
    private static IReadOnlyList<string> Surface(Compilation compilation, string name = "ClothesSimClr") =>
        [
            .. compilation
                .GetTypeByMetadataName("Shop." + name)!
                .GetMembers()
                .Where(member =>
                    member.DeclaredAccessibility == Accessibility.Public
                    && member is not IMethodSymbol { AssociatedSymbol: not null }
                )
                .Select(member => TypeOf(member) + member.ToDisplayString()),
        ];

    private static string TypeOf(ISymbol member) =>
        member switch
        {
            IPropertySymbol property => property.Type + " ",
            IFieldSymbol field => field.Type + " ",
            IMethodSymbol method => method.ReturnType + " ",
            _ => string.Empty,
        };
}
