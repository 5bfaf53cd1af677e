extern alias generator;

using ContrastiveDsl.Generators.Tests.Harness;
using generator::ContrastiveDsl.Generators.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>Where declarations may stand, and names that could get in the way of emitted code.</summary>
public sealed class NamingTests
{
    private const string Experiment = """
        [Encoder(Channels = 1, ImageSize = 8)] [Conv(4, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
        ACCESS partial class E;
        [ProjectionHead(Output = 4)]
        ACCESS partial class P;
        [AugmentationFamily] [RandomResizedCrop]
        ACCESS partial class V;
        [NtXentLoss]
        ACCESS partial class L;
        [SimClr(Encoder = typeof(E), Projector = typeof(P), Views = typeof(V), Loss = typeof(L))] [Adam]
        ACCESS partial class X;
        """;

    [Fact]
    public Task Experiment_InTheGlobalNamespace_IsNotIndented() =>
        Generated.MatchesAsync("using ContrastiveDsl;\n" + Of("internal"), "Naming.GlobalNamespace");

    [Fact]
    public Task Experiment_InNestedTypes_ReopensThem() => Generated.MatchesAsync(
        $$"""
        using ContrastiveDsl;

        namespace Shop.Clothes
        {
            internal partial interface IOuter
            {
                internal partial record struct Middle
                {
                    internal sealed partial record Inner
                    {
                        {{Of("private")}}
                    }
                }
            }
        }
        """,
        "Naming.Nested",
        "Shop.Clothes.IOuter+Middle+Inner+X",
        "ContrastiveDsl.Experiments");

    [Fact]
    public Task Experiment_NamedByKeywords_EscapesThem() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;

        namespace @namespace.@int;

        [Encoder(Channels = 1, ImageSize = 8)] [Conv(4, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
        internal partial class @class;

        [ProjectionHead(Output = 4)]
        internal partial class @new;

        [AugmentationFamily] [RandomResizedCrop]
        internal partial class @static;

        [NtXentLoss]
        internal partial class @double;

        [SimClr(Encoder = typeof(@class), Projector = typeof(@new), Views = typeof(@static), Loss = typeof(@double))] [Adam]
        internal partial class @event;
        """,
        "Naming.Keywords",
        "namespace.int.event",
        "namespace.int.class",
        "ContrastiveDsl.Experiments");

    [Fact]
    public Task Experiment_AmongTypesOfTheSameNames_NamesItsOwn() => Generated.MatchesAsync(
        $$"""
        #pragma warning disable CS8981 // 'torch' is what this is about
        using ContrastiveDsl;

        namespace Shop
        {
            internal static class System;
            internal static class TorchSharp;
            internal static class torch;
            internal static class Tensor;
            internal static class Device;
            internal static class Norm;
            internal static class ContrastiveDsl;
            internal static class Encoder;
            internal static class Math;

            {{Of("internal")}}
        }
        """,
        "Naming.Shadows",
        "Shop.X");

    [Fact]
    public Task Experiment_WhosePartsBearTheNamesOfItsMembers_NamesThemInFull() => Generated.MatchesAsync(
        """
        using ContrastiveDsl;

        namespace Shop;

        [Encoder(Channels = 1, ImageSize = 8)] [Conv(4, 3)] [BatchNorm] [Relu] [GlobalAveragePool]
        public partial class Encoder;

        [ProjectionHead(Output = 4)]
        public partial class Projector;

        [AugmentationFamily] [RandomResizedCrop]
        internal partial class Defaults;

        [NtXentLoss]
        public partial class Load;

        [SimClr(Encoder = typeof(Encoder), Projector = typeof(Projector), Views = typeof(Defaults), Loss = typeof(Load))] [Adam]
        public partial class Train1;
        """,
        "Naming.Members",
        "Shop.Train1");

    [Theory]
    [InlineData("V", "views")]
    [InlineData("V", "images")]
    [InlineData("V", "draws")]
    [InlineData("L", "loss")]
    [InlineData("L", "z")]
    [InlineData("L", "optimizer")]
    [InlineData("P", "device")]
    [InlineData("E", "settings")]
    [InlineData("E", "pixels")]
    public void Experiment_WhosePartBearsTheNameOfAVariable_Compiles(string part, string name)
    {
        var source = "#pragma warning disable CS8981\n" + Of("internal")
            .Replace($"partial class {part};", $"partial class {name};", StringComparison.Ordinal)
            .Replace($"typeof({part})", $"typeof({name})", StringComparison.Ordinal);

        Compilations.Complaints(GeneratorRun.Start(Compilations.Create("using ContrastiveDsl;\n" + source)).Output).Should().BeEmpty();
    }

    [Theory]
    [InlineData("internal int L => 1;")]
    [InlineData("internal static void V() { }")]
    [InlineData("internal sealed class E;")]
    public void Experiment_WithAMemberOfAPartsName_Compiles(string member)
    {
        var source = Of("internal").Replace("partial class X;", $"partial class X {{ {member} }}", StringComparison.Ordinal);

        Compilations.Complaints(GeneratorRun.Start(Compilations.Create("using ContrastiveDsl;\n" + source)).Output).Should().BeEmpty();
    }

    [Theory]
    [InlineData("V", " { internal int Times { get; set; } }")]
    [InlineData("V", " { public static V operator +(V left, V right) => left; }")]
    [InlineData("V", " : System.IDisposable { public void Dispose() { } }")]
    [InlineData("L", " { internal int Times { get; set; } }")]
    [InlineData("L", " : IMarked;\ninternal interface IMarked;")]
    public void FunctionsOnly_WithMoreOfTheUsers_LeaveTheClassItsInstances(string part, string body)
    {
        var source = Of("internal").Replace($"partial class {part};", $"partial class {part}{body}", StringComparison.Ordinal);

        Compilations.Complaints(GeneratorRun.Start(Compilations.Create("using ContrastiveDsl;\n" + source)).Output).Should().BeEmpty();
    }

    public static TheoryData<string, string> Experiments
    {
        get
        {
            var experiments = new TheoryData<string, string>
            {
                { "ClothesSimClr", Sources.Clothes },
                { "ClothesMoCo", MethodSources.MoCo("Symmetric = true", "[NegativeQueue] [Sgd]", "ClothesProjector").Replace("ImageSize = 8)]", "ImageSize = 8)] [SplitBatchNorm(8)]", StringComparison.Ordinal) },
                { "ClothesMoCo", MethodSources.MoCo("Version = 1", "[NegativeQueue] [Lars] [CosineSchedule(WarmupEpochs = 1, FinalLearningRate = 1e-4)]", "LinearProjector") },
                { "ClothesMoCoV3", MethodSources.Predictive("MoCoV3", "BatchContrast", "[AdamW] [CosineSchedule(FinalWeightDecay = 0.4)]") },
                { "ClothesByol", MethodSources.Predictive("Byol", "TargetLoss", "[Lars] [CosineSchedule]") },
                { "ClothesSimSiam", MethodSources.Predictive("SimSiam", "CosineLoss", "[Sgd] [CosineSchedule]") },
                { "ClothesRaft", MethodSources.Predictive("Raft", "RunAwayLoss", "[Adam]") },
            };
            foreach (var (name, source) in PretextSources.All)
            {
                experiments.Add(name, source);
            }

            return experiments;
        }
    }

    /// <summary>A part of the user's that bears one of these names must be named in full, so none may be forgotten.</summary>
    [Theory]
    [MemberData(nameof(Experiments))]
    public void Names_ThatAnExperimentDeclares_AreKnownAsTaken(string name, string source)
    {
        var output = GeneratorRun.Start(Compilations.Create(source)).Output;

        var declared = output.GetTypeByMetadataName("Shop." + name)!.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax())
            .Where(type => type.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            .SelectMany(type => type.DescendantNodes())
            .Select(Declared)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

        declared.Should().Contain("Encoder").And.Contain("loss").And.Contain("batch").And.Contain("images");
        declared.Except(ExperimentParts.Taken).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Pirl", 0, "PuzzleHead", "PatchHead")]
    [InlineData("Pirl", 0, "PuzzleHead", "patches")]
    [InlineData("Pirl", 0, "NoiseLoss", "partition")]
    [InlineData("Pirl", 0, "NoiseLoss", "Negatives")]
    [InlineData("Pirl", 0, "FlippedViews", "PatchViews")]
    [InlineData("Pirl", 0, "FlippedViews", "Grid")]
    [InlineData("Pirl", 0, "LinearProjector", "bank")]
    [InlineData("Pirl", 0, "ClothesEncoder", "Bank")]
    [InlineData("InstanceDiscrimination", 1, "ClothesViews", "clean")]
    [InlineData("Pirl", 0, "ClothesViews", "view")]
    [InlineData("Pirl", 1, "TurnedHead", "turned")]
    [InlineData("InstanceDiscrimination", 0, "LinearProjector", "v")]
    [InlineData("Cpc", 0, "ClothesEncoder", "Context")]
    [InlineData("Cpc", 0, "LinearProjector", "Predictions")]
    [InlineData("Cpc", 0, "FlippedViews", "Rows")]
    [InlineData("Cpc", 0, "PatchLoss", "below")]
    [InlineData("EndToEnd", 0, "OtherEncoder", "KeyEncoder")]
    [InlineData("EndToEnd", 0, "LinearProjector", "k")]
    [InlineData("SupCon", 0, "ClothesViews", "view2")]
    [InlineData("Siamese", 0, "PairLoss", "labels")]
    public void Experiment_WhosePartBearsANameOfItsMethod_Compiles(string method, int index, string part, string name)
    {
        var source = "#pragma warning disable CS8981\n" + PretextSources.All.Where(found => found.Name == "Clothes" + method).ElementAt(index).Source
            .Replace($"class {part};", $"class {name};", StringComparison.Ordinal)
            .Replace($"typeof({part})", $"typeof({name})", StringComparison.Ordinal);
        source.Should().Contain($"class {name};").And.Contain($"typeof({name})");

        Compilations.Complaints(GeneratorRun.Start(Compilations.Create(source)).Output).Should().BeEmpty();
    }

    private static string? Declared(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method => method.Identifier.ValueText,
        PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } property => property.Identifier.ValueText,
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        _ => null,
    };

    private static string Of(string access) => Experiment.Replace("ACCESS", access, StringComparison.Ordinal);
}
