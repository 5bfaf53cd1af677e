extern alias generator;

using ContrastiveDsl.Generators.Tests.Harness;
using generator::ContrastiveDsl.Generators.Parsing;
using generator::ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Diagnostics;

/// <summary>The rule about collisions knows exactly the members that are emitted: one that it does not know would collide in generated code, far from the user's eyes.</summary>
public sealed class GeneratedMembersTests
{
    [Theory]
    [InlineData("Network", "[Encoder(Backbone.ResNet18)] public partial class Network;")]
    [InlineData("Listed", "[Encoder(Channels = 1, ImageSize = 28)] [Conv(8, 3)] [BatchNorm] [Relu] [MaxPool(2)] [GroupNorm(2)] [Bottleneck(8)] [Dropout] [Flatten] [Linear(8)] [LayerNorm] public partial class Listed;")]
    [InlineData("Perceptron", "[ProjectionHead(Output = 64, Hidden = 32)] public partial class Perceptron;")]
    [InlineData("Stated", "[ProjectionHead(Output = 64, Input = 32)] public partial class Stated;")]
    [InlineData("Head", "[ProjectionHead] [Linear(64)] [Relu] [Dropout] [Linear(32)] public partial class Head;")]
    [InlineData("Family", "[AugmentationFamily] [RandomResizedCrop] [Normalize(0.5, 0.2)] public partial class Family;")]
    [InlineData("Sized", "[AugmentationFamily] [RandomResizedCrop(Size = 28)] public partial class Sized;")]
    [InlineData("Flipped", "[AugmentationFamily] [RandomHorizontalFlip] public partial class Flipped;")]
    [InlineData("NtXent", "[NtXentLoss] public partial class NtXent;")]
    [InlineData("Experiment", "")]
    [InlineData("Scaled", "[SimClr(Encoder = typeof(Encoder), Projector = typeof(Projector), Views = typeof(Views), Loss = typeof(Loss), SeparateViews = true)] [Lars(Nesterov = true, ClipLearningRate = true)] [CosineSchedule(WarmupEpochs = 1, FinalLearningRate = 0.001, FinalWeightDecay = 0.4)] public partial class Scaled;")]
    [InlineData("Decayed", "[SimClr(Encoder = typeof(Encoder), Projector = typeof(Projector), Views = typeof(Views), Loss = typeof(Loss))] [Sgd(DecayBiasAndNorm = true)] [CosineSchedule(WarmupFraction = 0.1)] public partial class Decayed;")]
    public void Members_OfADeclaration_AreThoseEmitted(string name, string source)
    {
        var output = GeneratorRun.Start(Analysis.Compile(LocationTests.Clothes, "using ContrastiveDsl;\n" + source)).Output;
        output.GetDiagnostics().Should().NotContain(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var type = output.GetTypeByMetadataName(name)!;

        var expected = GeneratedMembers.Of(ClassParser.Parse(type, CancellationToken.None).Class);

        expected.Should().BeEquivalentTo(type.GetMembers().SelectMany(Emitted));
    }

    private static IEnumerable<RawMember> Emitted(ISymbol member)
    {
        if (member.IsImplicitlyDeclared || !member.Locations[0].SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
        {
            return [];
        }

        return member switch
        {
            IMethodSymbol { MethodKind: Microsoft.CodeAnalysis.MethodKind.Ordinary, ExplicitInterfaceImplementations.Length: 0 } method => [new RawMember(method.Name, method.Parameters.Length)],
            IPropertySymbol { ExplicitInterfaceImplementations.Length: 0 } or IFieldSymbol => [new RawMember(member.Name, -1)],
            _ => [],
        };
    }
}
