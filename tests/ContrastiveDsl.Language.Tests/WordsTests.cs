namespace ContrastiveDsl.Language.Tests;

/// <summary>Every attribute of the language is a word that something reads.</summary>
public sealed class WordsTests
{
    public static TheoryData<string> Layers => Derived(typeof(LayerAttribute));

    public static TheoryData<string> Steps => Derived(typeof(TransformStepAttribute));

    public static TheoryData<string> Optimizers => Derived(typeof(OptimizerAttribute));

    public static TheoryData<string> Experiments => Derived(typeof(ExperimentAttribute));

    public static TheoryData<string> Parts => Derived(typeof(PartAttribute));

    public static TheoryData<string> All => Derived(typeof(Attribute));

    [Theory]
    [MemberData(nameof(All))]
    public void Attribute_OfTheLanguage_IsAWord(string word)
    {
        Words.IsWord(word).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Layer_Listed_BecomesALayer(string word)
    {
        Words.IsLayer(word).Should().BeTrue();
        Resolve
            .Encoder(Declare.Encoder(Declare.Word(word)))
            .Layers.Should()
            .ContainSingle()
            .Which.Layer.Kind.Should()
            .Be(word);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Step_Listed_BecomesAStep(string word)
    {
        (string, object)[] arguments =
            word == Words.Of<TransformAttribute>() ? [("Type", Declare.Class("Own", Declare.Word("Transform")))] : [];

        Words.IsStep(word).Should().BeTrue();
        Resolve
            .Views(Declare.Views(Declare.Word(word, arguments)))
            .Steps.Should()
            .ContainSingle()
            .Which.Kind.Should()
            .Be(word);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Optimizer_OnAnExperiment_BecomesItsOptimizer(string word)
    {
        Words.IsOptimizer(word).Should().BeTrue();
        Words.IsSetting(word).Should().BeTrue();
        Resolve
            .Experiment(Declare.Experiment().Without("Adam").Plus(Declare.Word(word)))!
            .Optimizer.Facts.Word.Should()
            .Be(word);
    }

    [Theory]
    [MemberData(nameof(Experiments))]
    public void Experiment_OnAClass_DeclaresIt(string word)
    {
        Words.Declares(word).Should().Be(DeclarationKind.Experiment);
        Resolve.Experiment(Declare.Method(word))!.Method.Facts.Word.Should().Be(word);
    }

    [Theory]
    [InlineData("MomentumEncoder")]
    [InlineData("NegativeQueue")]
    [InlineData("MemoryBank")]
    public void Memory_OnAClass_IsASettingOfExperiments(string word)
    {
        Words.IsSetting(word).Should().BeTrue();
        Words.Declares(word).Should().Be(DeclarationKind.None);
    }

    [Theory]
    [InlineData("Jigsaw")]
    [InlineData("Rotation")]
    public void Pretext_OnAClass_IsASettingOfExperiments(string word)
    {
        Words.IsSetting(word).Should().BeTrue();
        Words.Declares(word).Should().Be(DeclarationKind.None);
    }

    [Fact]
    public void Heads_AreToldApart()
    {
        Words.Declares("PatchHead").Should().Be(DeclarationKind.PatchHead);
        Words.Declares("ProjectionHead").Should().Be(DeclarationKind.Projector);
        Words.Declares("PredictionHead").Should().Be(DeclarationKind.Predictor);
    }

    /// <summary>
    /// Every loss of the catalogue has an attribute, a method, and a class of the library that computes it.
    /// </summary>
    [Fact]
    public void Losses_OfTheCatalogue_AreThoseOfTheMethods()
    {
        LossCatalogue.All.Should().BeEquivalentTo(MethodCatalogue.All.SelectMany(method => method.Losses).Distinct());
        MethodCatalogue.All.Select(method => method.CustomLoss).Should().BeSubsetOf(LossCatalogue.All);
        foreach (var loss in LossCatalogue.All)
        {
            typeof(EncoderAttribute).Assembly.GetType($"ContrastiveDsl.{loss.Word}Attribute").Should().NotBeNull();
            typeof(EncoderAttribute).Assembly.GetType($"ContrastiveDsl.Losses.{loss.Name}").Should().NotBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Part_OnAClass_DeclaresIt(string word)
    {
        Words.Declares(word).Should().NotBe(DeclarationKind.None).And.NotBe(DeclarationKind.Experiment);
    }

    /// <summary>Which words are losses is said by their class, and by nothing that they are not.</summary>
    [Theory]
    [MemberData(nameof(Parts))]
    public void Loss_OnAClass_DerivesFromThatOfLosses(string word)
    {
        var isLoss = Words.TypeOf(word)!.IsAssignableTo(typeof(LossPartAttribute));

        isLoss.Should().Be(word.EndsWith("Loss", StringComparison.Ordinal));
        (Words.Declares(word) == DeclarationKind.Loss).Should().Be(isLoss);
    }

    [Fact]
    public void Kinds_HaveAWordThatDeclaresThem()
    {
        foreach (var kind in Enum.GetValues<DeclarationKind>().Except([DeclarationKind.None]))
        {
            Words.Declares(Words.Declaring(kind)).Should().Be(kind);
        }
    }

    private static TheoryData<string> Derived(Type ancestor)
    {
        var data = new TheoryData<string>();
        var types = typeof(EncoderAttribute)
            .Assembly.GetTypes()
            .Where(type =>
                type is { IsPublic: true, IsAbstract: false, Namespace: "ContrastiveDsl" }
                && type.IsAssignableTo(ancestor)
            );
        foreach (var name in types.Select(type => type.Name).Order(StringComparer.Ordinal))
        {
            data.Add(name[..^"Attribute".Length]);
        }

        return data;
    }
}
