extern alias generator;

using System.Collections;
using System.Reflection;
using System.Runtime.Loader;
using ContrastiveDsl.Generators.Tests.Harness;
using ContrastiveDsl.Training;
using generator::ContrastiveDsl.Generators.Parsing;
using generator::ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>The model in emitted code is the one that the generator judged.</summary>
public sealed class DefinitionTests
{
    private const string Experiment = "[SimClr(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(ClothesLoss))]";

    public static TheoryData<string, string> Experiments => new()
    {
        { Sources.Clothes, "Shop.ClothesSimClr" },
        { Sources.OwnParts, "Shop.OwnSimClr" },
        { Sources.Parts + Experiment + "[Lars(Dialect = LarsDialect.SumOfNorms)] [CosineSchedule] [Images(Count = 1000, Classes = 10)] public partial class X;", "Shop.X" },
        { Backbone, "Shop.X" },
        { Transformer, "Shop.X" },
    };

    private static string Backbone =>
        Sources.Parts.Replace("ImageSize = 8)] [Conv(4, 3)] [BatchNorm] [Relu] [GlobalAveragePool]", "Norm = Norm.Group, Groups = 8)]", StringComparison.Ordinal)
            .Replace("[Encoder(", "[Encoder(Backbone.ResNet50, Stem = Stem.Small, ", StringComparison.Ordinal)
        + Experiment + "[AdamW] public partial class X;";

    private static string Transformer =>
        Sources.Parts.Replace("ImageSize = 8)] [Conv(4, 3)] [BatchNorm] [Relu] [GlobalAveragePool]", "ImageSize = 8)] [VisionTransformer(Patch = 4, Depth = 2, Positions = Positions.SinCos)]", StringComparison.Ordinal)
            .Replace("[Encoder(", "[Encoder(Backbone.VisionTransformer, ", StringComparison.Ordinal)
        + Experiment + "[AdamW] public partial class X;";

    [Theory]
    [MemberData(nameof(Experiments))]
    public void Model_InADefinition_IsTheOneThatWasJudged(string source, string name)
    {
        var input = Compilations.Create(source);
        var expected = ClassAnalysis.Of(ClassParser.Parse(input.GetTypeByMetadataName(name)!, CancellationToken.None).Class).Models.Experiment;

        var definition = Load(GeneratorRun.Start(input), name);

        expected.Should().NotBeNull();
        Difference(expected, definition.Model, "model").Should().BeNull();
        definition.Defaults.Epochs.Should().Be(expected!.Training.Epochs);
    }

    [Fact]
    public void Comparison_OfDifferentModels_NamesThePath()
    {
        var one = Load(GeneratorRun.Start(Compilations.Create(Sources.Clothes)), "Shop.ClothesSimClr").Model;
        var other = Load(GeneratorRun.Start(Compilations.Create(Sources.Clothes.Replace("[Conv(32, 3)]", "[Conv(16, 3)]", StringComparison.Ordinal))), "Shop.ClothesSimClr").Model;

        Difference(one, other, "model").Should().Be("model.Encoder.Layers[0].Layer.Channels: 32 and 16");
    }

    private static ExperimentDefinition Load(GeneratorRun run, string name)
    {
        using var image = new MemoryStream();
        run.Output.Emit(image).Success.Should().BeTrue();
        image.Position = 0;
        var type = new AssemblyLoadContext(name: null).LoadFromStream(image).GetType(name)!;
        return (ExperimentDefinition)type.GetProperty("Definition")!.GetValue(null)!;
    }

    /// <summary>The generator's models and the library's are compiled from the same sources into different types, so they are compared property by property.</summary>
    private static string? Difference(object? left, object? right, string path)
    {
        if (left is null || right is null || left is string || left.GetType().IsPrimitive || left.GetType().IsEnum)
        {
            return Text(left) == Text(right) && left?.GetType().Name == right?.GetType().Name ? null : $"{path}: {Text(left)} and {Text(right)}";
        }

        if (left is IEnumerable elements)
        {
            var (these, those) = (elements.Cast<object?>().ToArray(), ((IEnumerable)right).Cast<object?>().ToArray());
            return these.Length != those.Length
                ? $"{path}: {these.Length} and {those.Length} elements"
                : these.Select((element, index) => Difference(element, those[index], $"{path}[{index}]")).FirstOrDefault(found => found is not null);
        }

        return left.GetType().Name != right.GetType().Name
            ? $"{path}: {left.GetType().Name} and {right.GetType().Name}"
            : left.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Select(property => Difference(property.GetValue(left), right.GetType().GetProperty(property.Name)!.GetValue(right), $"{path}.{property.Name}"))
                .FirstOrDefault(found => found is not null);
    }

    private static string Text(object? value) => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "null";
}
