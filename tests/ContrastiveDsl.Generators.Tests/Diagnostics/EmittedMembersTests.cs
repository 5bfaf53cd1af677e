extern alias generator;

using ContrastiveDsl.Generators.Tests.Harness;
using generator::ContrastiveDsl.Generators.Emission;
using generator::ContrastiveDsl.Generators.Parsing;
using generator::ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>
/// The rule about collisions knows exactly the members that are emitted: one that it does not know would collide in
/// generated code, far from the user's eyes.
/// </summary>
public sealed class EmittedMembersTests
{
    private const string Usings = "global using System;";

    [Theory]
    [InlineData("Network", "[Encoder(Backbone.ResNet18)] public partial class Network;")]
    [InlineData(
        "Listed",
        "[Encoder(Channels = 1, ImageSize = 28)] [Conv(8, 3)] [BatchNorm] [Relu] [MaxPool(2)] [GroupNorm(2)] [Bottleneck(8)] [Dropout] [Flatten] [Linear(8)] [LayerNorm] public partial class Listed;"
    )]
    [InlineData("Perceptron", "[ProjectionHead(Output = 64, Hidden = 32)] public partial class Perceptron;")]
    [InlineData("Stated", "[ProjectionHead(Output = 64, Input = 32)] public partial class Stated;")]
    [InlineData("Head", "[ProjectionHead] [Linear(64)] [Relu] [Dropout] [Linear(32)] public partial class Head;")]
    [InlineData(
        "Family",
        "[AugmentationFamily] [RandomResizedCrop] [Normalize(0.5, 0.2)] public partial class Family;"
    )]
    [InlineData("Sized", "[AugmentationFamily] [RandomResizedCrop(Size = 28)] public partial class Sized;")]
    [InlineData("Flipped", "[AugmentationFamily] [RandomHorizontalFlip] public partial class Flipped;")]
    [InlineData("NtXent", "[NtXentLoss] public partial class NtXent;")]
    [InlineData("Experiment", "")]
    [InlineData(
        "Scaled",
        "[SimClr(Encoder = typeof(Encoder), Projector = typeof(Projector), Views = typeof(Views), Loss = typeof(Loss), SeparateViews = true)] [Lars(Nesterov = true, ClipLearningRate = true)] [CosineSchedule(WarmupEpochs = 1, DecayEpochs = 1, FinalLearningRate = 0.001, FinalWeightDecay = 0.4)] public partial class Scaled;"
    )]
    [InlineData(
        "Decayed",
        "[SimClr(Encoder = typeof(Encoder), Projector = typeof(Projector), Views = typeof(Views), Loss = typeof(Loss))] [Sgd(DecayBiasAndNorm = true)] [CosineSchedule(WarmupFraction = 0.1)] public partial class Decayed;"
    )]
    [InlineData("Predictor", "[PredictionHead(Output = 64)] public partial class Predictor;")]
    [InlineData("Decoupled", "[DclLoss] public partial class Decoupled;")]
    [InlineData("Weighted", "[DclLoss(Weighted = true)] public partial class Weighted;")]
    [InlineData("InfoNce", "[InfoNceLoss] public partial class InfoNce;")]
    [InlineData("MoCoV3Contrast", "[MoCoV3Loss] public partial class MoCoV3Contrast;")]
    [InlineData("ByolDistance", "[ByolLoss] public partial class ByolDistance;")]
    [InlineData("Cosine", "[NegativeCosineLoss] public partial class Cosine;")]
    [InlineData("RunAway", "[RaftLoss] public partial class RunAway;")]
    [InlineData("Labeled", "[SupConLoss] public partial class Labeled;")]
    [InlineData("InBatch", "[BatchInfoNceLoss] public partial class InBatch;")]
    [InlineData("Pairs", "[PairwiseContrastiveLoss] public partial class Pairs;")]
    [InlineData("Noise", "[NceLoss] public partial class Noise;")]
    [InlineData("GivenNoise", "[NceLoss(Partition = 100)] public partial class GivenNoise;")]
    [InlineData("Softmax", "[MemorySoftmaxLoss] public partial class Softmax;")]
    [InlineData("Jigsaw", "[PatchHead(Output = 64)] public partial class Jigsaw;")]
    [InlineData("NormedJigsaw", "[PatchHead(Output = 64, OutputNorm = Norm.Batch)] public partial class NormedJigsaw;")]
    [InlineData(
        "StatedJigsaw",
        "[PatchHead(Patches = 4, Input = 32, Hidden = 16, Output = 64)] public partial class StatedJigsaw;"
    )]
    public void Members_OfADeclaration_AreThoseEmitted(string name, string source) => RequireKnown(name, source);

    /// <summary>Each method has members of its own: predictor, momentum encoder, queue, a second optimizer.</summary>
    [Theory]
    [InlineData("MoCo(Version = 1", false, "[InfoNceLoss]", "[NegativeQueue(Size = 4096)]")]
    [InlineData(
        "MoCo(Symmetric = true",
        false,
        "[InfoNceLoss]",
        "[NegativeQueue] [MomentumEncoder(Schedule = MomentumSchedule.Cosine)] [CosineSchedule]"
    )]
    [InlineData("MoCoV3(", true, "[MoCoV3Loss]", "")]
    [InlineData(
        "MoCoV3(SecondViews = typeof(Other)",
        true,
        "[MoCoV3Loss]",
        "[MomentumEncoder(Schedule = MomentumSchedule.Constant)]"
    )]
    [InlineData("Byol(", true, "[ByolLoss]", "[CosineSchedule(FinalLearningRate = 0.0001)]")]
    [InlineData(
        "Byol(",
        true,
        "[ByolLoss]",
        "[MomentumEncoder(Momentum = 0.99, Schedule = MomentumSchedule.Constant)]"
    )]
    [InlineData("SimSiam(", true, "[NegativeCosineLoss]", "")]
    [InlineData("SimSiam(", true, "[NegativeCosineLoss]", "[CosineSchedule(WarmupEpochs = 1)]")]
    [InlineData("SimSiam(ConstantPredictorRate = false", true, "[NegativeCosineLoss]", "[CosineSchedule]")]
    [InlineData("Raft(", true, "[RaftLoss]", "[MomentumEncoder(Start = TargetStart.Copy)]")]
    public void Members_OfAMethod_AreThoseEmitted(string method, bool predicts, string loss, string settings)
    {
        var separator = method.EndsWith('(') ? string.Empty : ", ";
        var predictor = predicts ? "Predictor = typeof(Predictor), " : string.Empty;
        RequireKnown(
            "Method",
            $"""
            [Encoder(Channels = 1, ImageSize = 28)] [Conv(8, 3)] [GroupNorm(2)] [Relu] [GlobalAveragePool] public partial class Grouped;
            [ProjectionHead(Layers = {(
                method.Contains("Version = 1", StringComparison.Ordinal) ? 1 : 2
            )}, Output = 16)] public partial class Short;
            [PredictionHead(Output = 16)] public partial class Predictor;
            [AugmentationFamily] [RandomResizedCrop] [Solarize] public partial class Other;
            {loss} public partial class MethodLoss;
            [{method}{separator}Encoder = typeof(Grouped), Projector = typeof(Short), {predictor}Views = typeof(Views), Loss = typeof(MethodLoss))]
            [Adam(LearningRate = 0.001)] {settings}
            public partial class Method;
            """
        );
    }

    /// <summary>Labels, memory banks, patches, two trained encoders.</summary>
    [Theory]
    [InlineData("SupCon(", "[SupConLoss]", "")]
    [InlineData("SupCon(ViewCount = 3", "[SupConLoss]", "[CosineSchedule]")]
    [InlineData("InstanceDiscrimination(", "[NceLoss]", "[MemoryBank]")]
    [InlineData(
        "InstanceDiscrimination(",
        "[MemorySoftmaxLoss]",
        "[MemoryBank(Negatives = 0)] [CosineSchedule(WarmupEpochs = 1)]"
    )]
    [InlineData(
        "Pirl(PatchHead = typeof(Jigsaw), PatchViews = typeof(Flipped)",
        "[NceLoss(Partition = 100)]",
        "[Jigsaw] [MemoryBank]"
    )]
    [InlineData(
        "Pirl(PatchHead = typeof(Jigsaw), PatchViews = typeof(Flipped)",
        "[MemorySoftmaxLoss]",
        "[Jigsaw(Jitter = 0)] [MemoryBank]"
    )]
    [InlineData(
        "Pirl(PatchHead = typeof(Turned), PatchViews = typeof(Flipped)",
        "[NceLoss]",
        "[Rotation] [MemoryBank]"
    )]
    [InlineData(
        "Pirl(PatchHead = typeof(Turned), PatchViews = typeof(Flipped)",
        "[MemorySoftmaxLoss]",
        "[Rotation] [MemoryBank]"
    )]
    [InlineData("Cpc(", "[BatchInfoNceLoss]", "")]
    [InlineData("Cpc(Context = ContextKind.Gru, Steps = 1", "[BatchInfoNceLoss]", "")]
    [InlineData("EndToEnd(", "[BatchInfoNceLoss]", "")]
    [InlineData("EndToEnd(KeyEncoder = typeof(Keys), KeyProjector = typeof(Short)", "[BatchInfoNceLoss]", "")]
    [InlineData("Siamese(", "[PairwiseContrastiveLoss]", "")]
    [InlineData("Siamese(Pairs = SimilarPairs.Labels", "[PairwiseContrastiveLoss]", "")]
    public void Members_OfAMethodBeyondViews_AreThoseEmitted(string method, string loss, string settings)
    {
        var separator = method.EndsWith('(') ? string.Empty : ", ";
        RequireKnown(
            "Method",
            $"""
            [Encoder(Channels = 1, ImageSize = 28)] [Conv(8, 3)] [GroupNorm(2)] [Relu] [GlobalAveragePool] public partial class Grouped;
            [Encoder(Channels = 1, ImageSize = 28)] [Conv(6, 3)] [Relu] [GlobalAveragePool] public partial class Keys;
            [ProjectionHead(Output = 16)] public partial class Short;
            [PatchHead(Output = 16)] public partial class Jigsaw;
            [PatchHead(Patches = 1, Output = 16)] public partial class Turned;
            [AugmentationFamily] [RandomHorizontalFlip] public partial class Flipped;
            {loss} public partial class MethodLoss;
            [{method}{separator}Encoder = typeof(Grouped), Projector = typeof(Short), Views = typeof(Views), Loss = typeof(MethodLoss))]
            [Adam(LearningRate = 0.001)] {settings}
            public partial class Method;
            """
        );
    }

    /// <summary>
    /// Every method has an example, so that no method can emit a member that the list does not know, or forget to save,
    /// load or dispose of one that it does.
    /// </summary>
    [Fact]
    public void Members_OfEveryExample_AreThoseEmittedAndKept()
    {
        var output = GeneratorRun.Start(Analysis.Compile([Usings, .. Examples()])).Output;
        var types = Declared(output).ToArray();

        types.Should().HaveCountGreaterThan(30);
        Gaps(types).Should().BeEmpty();
        types
            .Select(Models)
            .Where(models => models.Kind == DeclarationKind.Experiment)
            .Select(models => models.Method!.Word)
            .Distinct()
            .Should()
            .BeEquivalentTo(MethodCatalogue.All.Select(method => method.Word));
    }

    /// <summary>What a member list beside the one would lead to is seen.</summary>
    [Theory]
    [InlineData("private readonly Adam optimizer;", "private readonly Adam optimizer, another;", "*another*")]
    [InlineData("optimizer.Save(writer.Scope(\"optimizer\"));", "", "*Save*optimizer*")]
    [InlineData("optimizer.Load(reader.Scope(\"optimizer\"));", "", "*Load*optimizer*")]
    [InlineData("optimizer.Dispose();", "", "*Dispose*optimizer*")]
    public void Member_BesideTheList_IsFound(string emitted, string planted, string gap)
    {
        var output = GeneratorRun.Start(Analysis.Compile(Sources.Clothes)).Output;
        var tree = output.SyntaxTrees.Single(tree =>
            tree.FilePath.EndsWith("ClothesSimClr.g.cs", StringComparison.Ordinal)
        );
        var text = tree.ToString();
        text.Should().Contain(emitted);
        var changed = CSharpSyntaxTree.ParseText(
            text.Replace(emitted, planted, StringComparison.Ordinal),
            (CSharpParseOptions)tree.Options,
            tree.FilePath
        );

        Gaps(Declared(output)).Should().BeEmpty();
        Gaps(Declared(output.ReplaceSyntaxTree(tree, changed))).Should().ContainSingle().Which.Should().Match(gap);
    }

    /// <summary>A key of the state dict is not always a field.</summary>
    [Theory]
    [InlineData("encoder", false)]
    [InlineData("pos_embedding", true)]
    [InlineData("ln", true)]
    [InlineData("class_token", true)]
    [InlineData("output", false)]
    public async Task Member_NamedLikeAFieldOfATransformer_Collides(string name, bool collides)
    {
        var diagnostics = await Analysis.RunAsync(
            "using ContrastiveDsl; [Encoder(Backbone.VisionTransformer)] public partial class Network { internal static int "
                + name
                + " = 1; }"
        );

        diagnostics.Select(diagnostic => diagnostic.Id).Should().Equal(collides ? ["CDSL0009"] : []);
    }

    private static void RequireKnown(string name, string source)
    {
        var output = GeneratorRun
            .Start(Analysis.Compile(LocationTests.Clothes, "using ContrastiveDsl;\n" + source))
            .Output;
        output.GetDiagnostics().Should().NotContain(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Gaps([output.GetTypeByMetadataName(name)!]).Should().BeEmpty();
    }

    private static IEnumerable<string> Examples() =>
        Directory
            .EnumerateFiles(Path.Combine(RulePage.Root(), "examples", "FashionMnist"), "Clothes*.cs")
            .Select(File.ReadAllText)
            .Where(text => text.Contains("partial class", StringComparison.Ordinal));

    /// <summary>The declared classes for which something is generated.</summary>
    private static IEnumerable<INamedTypeSymbol> Declared(Compilation output) =>
        output
            .GetSymbolsWithName(_ => true, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Where(type => type.Locations.Length > 1);

    private static ClassModel Models(INamedTypeSymbol type) =>
        ClassAnalysis.Of(ClassParser.Parse(type, CancellationToken.None).Class).Declared;

    /// <summary>Where emitted classes and the list of their members disagree.</summary>
    private static IEnumerable<string> Gaps(IEnumerable<INamedTypeSymbol> types)
    {
        foreach (var type in types)
        {
            var models = Models(type);
            var listed = EmittedMembers.Of(models).ToHashSet();
            var emitted = type.GetMembers().SelectMany(Emitted).ToHashSet();
            foreach (var member in listed.Except(emitted).Concat(emitted.Except(listed)))
            {
                yield return type.Name + ": " + member;
            }

            if (models.Experiment is { } experiment)
            {
                foreach (var gap in ForgottenIn(type, ExperimentLayout.Of(experiment)))
                {
                    yield return type.Name + ": " + gap;
                }
            }
        }
    }

    /// <summary>Members whose state is not saved or loaded, or that are not disposed of.</summary>
    private static IEnumerable<string> ForgottenIn(INamedTypeSymbol type, ExperimentLayout layout)
    {
        foreach (var member in layout.Members)
        {
            var methods = new List<string>();
            if (member.Key.Length > 0)
            {
                methods.AddRange(["Save", "Load"]);
            }

            if (member.IsDisposed)
            {
                methods.Add(nameof(IDisposable.Dispose));
            }

            foreach (var method in methods.Where(method => !Body(type, method).Contains(member.Name)))
            {
                yield return method + " forgets " + member.Name;
            }
        }
    }

    private static HashSet<string> Body(INamedTypeSymbol type, string method) =>
        [
            .. type.GetMembers(method)
                .SelectMany(member => member.DeclaringSyntaxReferences)
                .SelectMany(reference => reference.GetSyntax().DescendantTokens())
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
                .Select(token => token.Text),
        ];

    private static IEnumerable<RawMember> Emitted(ISymbol member)
    {
        if (
            member.IsImplicitlyDeclared
            || !member.Locations[0].SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)
        )
        {
            return [];
        }

        return member switch
        {
            IMethodSymbol
            {
                MethodKind: Microsoft.CodeAnalysis.MethodKind.Ordinary,
                ExplicitInterfaceImplementations.Length: 0
            } method => [new RawMember(method.Name, method.Parameters.Length)],
            IPropertySymbol { ExplicitInterfaceImplementations.Length: 0 } or IFieldSymbol =>
            [
                new RawMember(member.Name, -1),
            ],
            _ => [],
        };
    }
}
