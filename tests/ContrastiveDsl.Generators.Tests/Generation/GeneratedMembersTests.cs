extern alias generator;

using ContrastiveDsl.Generators.Tests.Harness;
using generator::ContrastiveDsl.Generators.Parsing;
using generator::ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The rule that tells a user's member from a generated one of the same name knows all that is generated.</summary>
public sealed class GeneratedMembersTests
{
    private const string Experiment = "[SimClr(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(ClothesLoss))]";

    public static TheoryData<string> Declarations =>
    [
        Sources.Clothes,
        Sources.OwnParts,
        Sources.Parts + Experiment + "[Sgd] [CosineSchedule(WarmupEpochs = 2, FinalLearningRate = 1e-6)] public partial class X;",
        Sources.Parts + Experiment + "[Lars] [CosineSchedule] public partial class X;",
        Sources.Parts + "[Encoder(Backbone.ResNet18)] public partial class X;",
        Sources.Parts + "[Encoder(Channels = 1, ImageSize = 9)] [Conv(4, 3)] [LayerNorm] [MaxPool(2)] [Dropout(0.5)] [Flatten] [Linear(3)] public partial class X;",
        Sources.Parts + "[ProjectionHead(Input = 8)] [Linear(4)] [GroupNorm(2)] [Relu] [Dropout(0.1)] [Linear(4)] public partial class X;",
    ];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void List_OfEveryDeclaration_IsWhatIsEmitted(string source)
    {
        var input = Compilations.Create(source);
        var output = GeneratorRun.Start(input).Output;

        var declared = input.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>().Where(type => AttributeParser.Of(type).Count > 0).ToArray();

        declared.Should().NotBeEmpty();
        foreach (var type in declared)
        {
            var listed = GeneratedMembers.Of(ClassParser.Parse(type, CancellationToken.None).Class).Select(member => (member.Name, member.Parameters));
            Emitted(output, type).Except(listed).Should().BeEmpty(type.Name);
            listed.Except(Emitted(output, type)).Except([("Apply", 3), ("Apply", 2)]).Should().BeEmpty(type.Name);
        }
    }

    private static IEnumerable<(string Name, int Parameters)> Emitted(Compilation output, INamedTypeSymbol type) =>
        output.GetTypeByMetadataName(type.ToDisplayString())!.GetMembers()
            .Where(member => member.CanBeReferencedByName && member is IFieldSymbol or IPropertySymbol or IMethodSymbol { AssociatedSymbol: null })
            .Where(member => member.Locations[0].SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && member.Name != "RegisterComponents")
            .Where(member => member is not IMethodSymbol { MethodKind: not Microsoft.CodeAnalysis.MethodKind.Ordinary })
            .Select(member => (member.Name, member is IMethodSymbol method ? method.Parameters.Length : -1));
}
