using System.Globalization;
using static ContrastiveDsl.Language.Tests.Declare;

namespace ContrastiveDsl.Language.Tests;

/// <summary>A fingerprint reads everything that a declaration means, and nothing else.</summary>
public sealed class FingerprintTests
{
    /// <summary>What is no model would be written as its own text, whatever that leaves out.</summary>
    [Fact]
    public void Models_WithAllTheyHold_AreReadPropertyByProperty()
    {
        var models = typeof(Model).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Model))).ToArray();

        models.Should().HaveCountGreaterThan(40);
        models
            .SelectMany(model =>
                model
                    .GetProperties()
                    .Where(property => property.CanWrite)
                    .Select(property => Element(property.PropertyType))
            )
            .Distinct()
            .Should()
            .OnlyContain(type =>
                type.IsPrimitive
                || type.IsEnum
                || type == typeof(string)
                || type == typeof(TypeName)
                || type == typeof(FeatureShape)
                || type == typeof(AttributeIndex)
                || type.IsAssignableTo(typeof(Model))
            );
    }

    [Fact]
    public void Fingerprint_OfEveryMethod_IsItsOwn() =>
        MethodCatalogue
            .All.Select(method => Fingerprint.Of(Resolve.Experiment(Method(method.Word))!))
            .Should()
            .OnlyHaveUniqueItems()
            .And.OnlyContain(text => text.Length == 16);

    [Fact]
    public void Fingerprint_OfMovedAttributes_StaysTheSame()
    {
        var experiment = Resolve.Experiment(Experiment())!;
        var moved = experiment with
        {
            Attribute = 7,
            RecipeAttribute = 3,
            Training = experiment.Training with { Attribute = 9 },
            Type = experiment.Type with { Visibility = Visibility.Private, Source = "elsewhere" },
        };

        Fingerprint.Of(moved).Should().Be(Fingerprint.Of(experiment));
        Fingerprint
            .Of(experiment with { Training = experiment.Training with { Epochs = 6 } })
            .Should()
            .NotBe(Fingerprint.Of(experiment));
    }

    [Fact]
    public void Fingerprint_OfAJigsawWhoseDefaultsAreStated_StaysTheSame()
    {
        var usual = JigsawModel.Of(Word("Jigsaw", ("Grid", 2)), imageSize: 8);
        var stated = JigsawModel.Of(Word("Jigsaw", ("Grid", 2), ("Cell", 4), ("Jitter", 1)), imageSize: 8);

        (usual.StatesCell, usual.StatesJitter).Should().Be((false, false));
        (stated.StatesCell, stated.StatesJitter).Should().Be((true, true));
        stated.Should().NotBe(usual, "the emitted code differs");
        Fingerprint.Of(stated).Should().Be(Fingerprint.Of(usual));
        Fingerprint.Of(stated with { Jitter = 2 }).Should().NotBe(Fingerprint.Of(usual));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Text_InAnyCulture_IsTheSame(string culture)
    {
        var experiment = Resolve.Experiment(Method("Raft"))!;
        var expected = Fingerprint.TextOf(experiment);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Fingerprint.TextOf(experiment).Should().Be(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Published values of 64-bit FNV-1a over the text of the simplest model.</summary>
    [Fact]
    public void Hash_OfAText_IsFnv1a()
    {
        var model = new QueueModel(1);
        var hash = 14695981039346656037UL;
        foreach (var character in "QueueModel{Size=1;}")
        {
            hash = unchecked((hash ^ character) * 1099511628211UL);
        }

        Fingerprint.TextOf(model).Should().Be("QueueModel{Size=1;}");
        Fingerprint.Of(model).Should().Be(hash.ToString("x16", CultureInfo.InvariantCulture));
    }

    private static Type Element(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>)
            ? type.GetGenericArguments()[0]
            : type;
    }
}
