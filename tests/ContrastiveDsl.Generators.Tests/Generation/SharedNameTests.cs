using System.Text.RegularExpressions;
using ContrastiveDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>Parts and members of the user's that bear the names which emitted code declares.</summary>
public sealed class SharedNameTests
{
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
        var source =
            "#pragma warning disable CS8981\n"
            + SmallestExperiment
                .Of("internal")
                .Replace($"partial class {part};", $"partial class {name};", StringComparison.Ordinal)
                .Replace($"typeof({part})", $"typeof({name})", StringComparison.Ordinal);

        ShouldCompile("using ContrastiveDsl;\n" + source);
    }

    [Theory]
    [InlineData("internal int L => 1;")]
    [InlineData("internal static void V() { }")]
    [InlineData("internal sealed class E;")]
    public void Experiment_WithAMemberOfAPartsName_Compiles(string member)
    {
        var source = SmallestExperiment
            .Of("internal")
            .Replace("partial class X;", $"partial class X {{ {member} }}", StringComparison.Ordinal);

        ShouldCompile("using ContrastiveDsl;\n" + source);
    }

    [Theory]
    [InlineData("V", " { internal int Times { get; set; } }")]
    [InlineData("V", " { public static V operator +(V left, V right) => left; }")]
    [InlineData("V", " : System.IDisposable { public void Dispose() { } }")]
    [InlineData("L", " { internal int Times { get; set; } }")]
    [InlineData("L", " : IMarked;\ninternal interface IMarked;")]
    public void FunctionsOnly_WithMoreOfTheUsers_LeaveTheClassItsInstances(string part, string body)
    {
        var source = SmallestExperiment
            .Of("internal")
            .Replace($"partial class {part};", $"partial class {part}{body}", StringComparison.Ordinal);

        ShouldCompile("using ContrastiveDsl;\n" + source);
    }

    public static TheoryData<string, string> Experiments
    {
        get
        {
            var experiments = new TheoryData<string, string>
            {
                { "ClothesSimClr", Sources.Clothes },
                {
                    "ClothesMoCo",
                    MethodSources
                        .MoCo("Symmetric = true", "[NegativeQueue] [Sgd]", "ClothesProjector")
                        .Replace("ImageSize = 8)]", "ImageSize = 8)] [SplitBatchNorm(8)]", StringComparison.Ordinal)
                },
                {
                    "ClothesMoCo",
                    MethodSources.MoCo(
                        "Version = 1",
                        "[NegativeQueue] [Lars] [CosineSchedule(WarmupEpochs = 1, FinalLearningRate = 1e-4)]",
                        "LinearProjector"
                    )
                },
                {
                    "ClothesMoCoV3",
                    MethodSources.Predictive(
                        "MoCoV3",
                        "BatchContrast",
                        "[AdamW] [CosineSchedule(FinalWeightDecay = 0.4)]"
                    )
                },
                { "ClothesByol", MethodSources.Predictive("Byol", "TargetLoss", "[Lars] [CosineSchedule]") },
                { "ClothesSimSiam", MethodSources.Predictive("SimSiam", "CosineLoss", "[Sgd] [CosineSchedule]") },
                { "ClothesRaft", MethodSources.Predictive("Raft", "RunAwayLoss", "[Adam]") },
            };
            foreach (var (name, source) in PretextSources.All)
            {
                experiments.Add(name, source);
            }

            foreach (var experiment in ExperimentSource.All)
            {
                experiments.Add(experiment.Name, experiment.Source);
            }

            return experiments;
        }
    }

    /// <summary>Whatever name emitted code declares, the user may have a part that is called so.</summary>
    [Theory]
    [MemberData(nameof(Experiments))]
    public void Experiment_WhosePartBearsAnyNameThatItDeclares_Compiles(string name, string source)
    {
        var declared = Names(GeneratorRun.Start(Compilations.Create(source)).Output, name);
        declared.Should().Contain("Encoder").And.Contain("loss").And.Contain("batch").And.Contain("images");

        var parts = Regex
            .Matches(source, @"typeof\((\w+)\)")
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToArray();
        parts.Should().HaveCountGreaterThan(2);
        foreach (var names in declared.Order(StringComparer.Ordinal).Chunk(parts.Length))
        {
            var renamed =
                "#pragma warning disable CS8981\n"
                + names
                    .Zip(parts)
                    .Aggregate(source, (text, pair) => Regex.Replace(text, $@"\b{pair.Second}\b", pair.First));

            ShouldCompile(renamed, string.Join(", ", names));
        }
    }

    [Theory]
    [InlineData("Pirl", 0, "JigsawHead", "PatchHead")]
    [InlineData("Pirl", 0, "JigsawHead", "patches")]
    [InlineData("Pirl", 0, "NoiseLoss", "partition")]
    [InlineData("Pirl", 0, "NoiseLoss", "Negatives")]
    [InlineData("Pirl", 0, "FlippedViews", "PatchViews")]
    [InlineData("Pirl", 0, "FlippedViews", "JigsawGrid")]
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
        var source =
            "#pragma warning disable CS8981\n"
            + PretextSources
                .All.Where(found => found.Name == "Clothes" + method)
                .ElementAt(index)
                .Source.Replace($"class {part};", $"class {name};", StringComparison.Ordinal)
                .Replace($"typeof({part})", $"typeof({name})", StringComparison.Ordinal);
        source.Should().Contain($"class {name};").And.Contain($"typeof({name})");

        ShouldCompile(source);
    }

    private static HashSet<string> Names(Compilation output, string name) =>
        output
            .GetTypeByMetadataName("Shop." + name)!
            .DeclaringSyntaxReferences.Select(reference => reference.GetSyntax())
            .Where(type => type.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            .SelectMany(type => type.DescendantNodes())
            .Select(Declared)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    private static string? Declared(SyntaxNode node) =>
        node switch
        {
            MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method => method.Identifier.ValueText,
            PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } property => property.Identifier.ValueText,
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            ParameterSyntax parameter => parameter.Identifier.ValueText,
            ForEachStatementSyntax loop => loop.Identifier.ValueText,
            SingleVariableDesignationSyntax single => single.Identifier.ValueText,
            _ => null,
        };

    private static void ShouldCompile(string source, string because = "") =>
        Compilations.Complaints(GeneratorRun.Start(Compilations.Create(source)).Output).Should().BeEmpty(because);
}
