extern alias generator;

using System.Collections;
using System.Reflection;
using System.Runtime.Loader;
using ContrastiveDsl.Generators.Tests.Harness;
using ContrastiveDsl.Training;
using generator::ContrastiveDsl.Generators.Parsing;
using generator::ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Tests.Generation;

/// <summary>
/// What a program reads from the attributes is what the generator read, and anything else is refused.
/// </summary>
public sealed class DefinitionTests
{
    private const string Experiment =
        "[SimClr(Encoder = typeof(ClothesEncoder), Projector = typeof(ClothesProjector), Views = typeof(ClothesViews), Loss = typeof(ClothesLoss))]";

    public static TheoryData<string, string> Experiments =>
        new()
        {
            { Sources.Clothes, "Shop.ClothesSimClr" },
            { Sources.CustomParts, "Shop.CustomSimClr" },
            {
                Sources.Parts
                    + Experiment
                    + "[Lars(Dialect = LarsDialect.SumOfNorms)] [CosineSchedule] [Images(Count = 1000, Classes = 10)] public partial class X;",
                "Shop.X"
            },
            { Backbone, "Shop.X" },
            { Transformer, "Shop.X" },
            { Generic, "Shop.CustomSimClr" },
        };

    private static string Backbone =>
        Sources
            .Parts.Replace(
                "ImageSize = 8)] [Conv(6, 3)] [BatchNorm] [Relu] [GlobalAveragePool]",
                "Norm = Norm.Group, Groups = 8)]",
                StringComparison.Ordinal
            )
            .Replace("[Encoder(", "[Encoder(Backbone.ResNet50, Stem = Stem.Small, ", StringComparison.Ordinal)
        + Experiment
        + "[AdamW] public partial class X;";

    private static string Transformer =>
        Sources
            .Parts.Replace(
                "ImageSize = 8)] [Conv(6, 3)] [BatchNorm] [Relu] [GlobalAveragePool]",
                "ImageSize = 8)] [VisionTransformer(Patch = 4, Depth = 2, Positions = Positions.SinCos)]",
                StringComparison.Ordinal
            )
            .Replace("[Encoder(", "[Encoder(Backbone.VisionTransformer, ", StringComparison.Ordinal)
        + Experiment
        + "[AdamW] public partial class X;";

    /// <summary>Custom losses and transforms may have type parameters: one class, several transforms of it.</summary>
    private static string Generic =>
        Sources
            .CustomParts.Replace("static partial class Fade", "static partial class Fade<T>", StringComparison.Ordinal)
            .Replace(
                "[Transform(typeof(Fade))]",
                "[Transform(typeof(Fade<int>))] [Transform(typeof(Fade<(string, int?)[,]>))] [Transform(typeof(Around<System.Collections.Generic.List<short>>.Nested<double, byte[]>))]",
                StringComparison.Ordinal
            )
            .Replace("static partial class CustomLoss", "static partial class CustomLoss<T>", StringComparison.Ordinal)
            .Replace("typeof(CustomLoss)", "typeof(CustomLoss<System.DateTime>)", StringComparison.Ordinal)
        + """

            internal static class Around<T>
            {
                [Transform]
                internal static class Nested<TFirst, TSecond>
                {
                    public static Tensor Apply(Tensor images, TransformDraws draws) => images.mul(draws.Uniform(0).view(-1, 1, 1, 1));
                }
            }
            """;

    [Theory]
    [MemberData(nameof(Experiments))]
    public void Model_ReadByTheProgram_IsTheOneThatCodeWasWrittenFor(string source, string name)
    {
        var input = Compilations.Create(source);
        var expected = ClassAnalysis
            .Of(ClassParser.Parse(input.GetTypeByMetadataName(name)!, CancellationToken.None).Class)
            .Declared.Experiment;

        var definition = Load(GeneratorRun.Start(input), name);

        expected.Should().NotBeNull();
        Difference(expected, definition.Model, "model").Should().BeNull();
        definition.Defaults.Epochs.Should().Be(expected!.Training.Epochs);
    }

    [Fact]
    public void Comparison_OfDifferentModels_NamesThePath()
    {
        var one = Load(GeneratorRun.Start(Compilations.Create(Sources.Clothes)), "Shop.ClothesSimClr").Model;
        var other = Load(
            GeneratorRun.Start(
                Compilations.Create(Sources.Clothes.Replace("[Conv(32, 3)]", "[Conv(16, 3)]", StringComparison.Ordinal))
            ),
            "Shop.ClothesSimClr"
        ).Model;

        Difference(one, other, "model").Should().Be("model.Encoder.Layers[0].Layer.Channels: 32 and 16");
    }

    /// <summary>
    /// Every property that is part of a declaration is part of its fingerprint: only places and visibilities are not.
    /// </summary>
    [Theory]
    [InlineData("[Conv(32, 3)]", "[Conv(16, 3)]", true)]
    [InlineData("Temperature = 0.2", "Temperature = 0.25", true)]
    [InlineData("Epochs = 5", "Epochs = 6", true)]
    [InlineData("Hidden = 256", "Hidden = 128", true)]
    [InlineData("MinScale = 0.5", "MinScale = 0.50000000000000011", true)]
    [InlineData("class ClothesEncoder", "class OtherEncoder", true)]
    [InlineData("[BatchNorm] [Relu]", "[BatchNorm]\n[Relu]", false)]
    [InlineData("public partial class ClothesLoss", "internal partial class ClothesLoss", false)]
    public void Fingerprint_AfterAnEdit_DiffersWhereTheDeclarationDoes(string written, string edited, bool differs)
    {
        Sources.Clothes.Should().Contain(written);
        var source = Sources
            .Clothes.Replace(written, edited, StringComparison.Ordinal)
            .Replace(
                "typeof(ClothesEncoder)",
                edited.Contains("Other", StringComparison.Ordinal) ? "typeof(OtherEncoder)" : "typeof(ClothesEncoder)",
                StringComparison.Ordinal
            );

        (FingerprintOf(source) != FingerprintOf(Sources.Clothes)).Should().Be(differs);
    }

    /// <summary>
    /// Parts are compiled anew without the experiment: the program refuses what its code was not written for.
    /// </summary>
    [Fact]
    public void Model_AfterAPartOfAnotherAssemblyWasRebuilt_IsRefused()
    {
        const string experiment =
            "namespace Shop; using ContrastiveDsl; "
            + Experiment
            + "[Adam(LearningRate = 0.001)] public partial class X;";
        var parts = GeneratorRun.Start(Compilations.Create(Sources.Parts).WithAssemblyName("Parts")).Output;
        var rebuilt = GeneratorRun
            .Start(
                Compilations
                    .Create(Sources.Parts.Replace("Output = ", "Output = 1", StringComparison.Ordinal))
                    .WithAssemblyName("Parts")
            )
            .Output;
        var input = Compilations.Create(experiment).AddReferences(parts.ToMetadataReference());

        LoadWith(parts).Model.Encoder.Type.Name.Should().Be("ClothesEncoder");
        var stale = LoadWith(rebuilt);

        stale
            .Invoking(definition => definition.Model)
            .Should()
            .Throw<DeclarationChangedException>()
            .WithMessage(
                "'Shop.X' was compiled with ContrastiveDsl 0.1.0 for the declaration *, running ContrastiveDsl 0.1.0 reads *: rebuild its project."
            );
        stale
            .Invoking(definition => definition.Create(definition.Defaults))
            .Should()
            .Throw<DeclarationChangedException>();

        ExperimentDefinition LoadWith(Microsoft.CodeAnalysis.Compilation referenced)
        {
            var images = new AssemblyLoadContext(name: null);
            images.Resolving += (loader, name) =>
                name.Name == referenced.AssemblyName ? Image(loader, referenced) : null;
            return Definition(Image(images, GeneratorRun.Start(input).Output), "Shop.X");
        }
    }

    private static string FingerprintOf(string source) =>
        Fingerprint.Of(
            ClassAnalysis
                .Of(
                    ClassParser
                        .Parse(
                            Compilations.Create(source).GetTypeByMetadataName("Shop.ClothesSimClr")!,
                            CancellationToken.None
                        )
                        .Class
                )
                .Declared.Experiment!
        );

    private static ExperimentDefinition Load(GeneratorRun run, string name) =>
        Definition(Image(new AssemblyLoadContext(name: null), run.Output), name);

    private static ExperimentDefinition Definition(Assembly assembly, string name) =>
        (ExperimentDefinition)assembly.GetType(name)!.GetProperty("Definition")!.GetValue(null)!;

    private static Assembly Image(AssemblyLoadContext context, Microsoft.CodeAnalysis.Compilation compilation)
    {
        using var image = new MemoryStream();
        compilation.Emit(image).Success.Should().BeTrue();
        image.Position = 0;
        return context.LoadFromStream(image);
    }

    /// <summary>
    /// The generator's models and the library's are compiled from the same sources into different types, so they are
    /// compared property by property.
    /// </summary>
    private static string? Difference(object? left, object? right, string path)
    {
        if (left is null || right is null || left is string || left.GetType().IsPrimitive || left.GetType().IsEnum)
        {
            return Text(left) == Text(right) && left?.GetType().Name == right?.GetType().Name
                ? null
                : $"{path}: {Text(left)} and {Text(right)}";
        }

        if (left is IEnumerable elements)
        {
            var (these, those) = (elements.Cast<object?>().ToArray(), ((IEnumerable)right).Cast<object?>().ToArray());
            return these.Length != those.Length
                ? $"{path}: {these.Length} and {those.Length} elements"
                : these
                    .Select((element, index) => Difference(element, those[index], $"{path}[{index}]"))
                    .FirstOrDefault(found => found is not null);
        }

        return left.GetType().Name != right.GetType().Name
            ? $"{path}: {left.GetType().Name} and {right.GetType().Name}"
            : left.GetType()
                .GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(property => property.Name is not ("Visibility" or "Source"))
                .Select(property =>
                    Difference(
                        property.GetValue(left),
                        right.GetType().GetProperty(property.Name)!.GetValue(right),
                        $"{path}.{property.Name}"
                    )
                )
                .FirstOrDefault(found => found is not null);
    }

    private static string Text(object? value) =>
        Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "null";
}
