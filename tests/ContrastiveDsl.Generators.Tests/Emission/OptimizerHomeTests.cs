extern alias generator;

using System.Text.RegularExpressions;
using generator::ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Tests.Emission;

/// <summary>
/// An optimizer has a home: nothing outside asks which one, or of which family, it has before it, but what that
/// optimizer says.
/// </summary>
public sealed partial class OptimizerHomeTests
{
    /// <summary>Questions after an optimizer, by its types, by those of several, or by its names.</summary>
    private static readonly KindQuestions Questions = new(
        new HashSet<string>([
            .. typeof(Optimizer)
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(OptimizerModel)) || type.IsSubclassOf(typeof(Optimizer)))
                .Where(type => !type.IsGenericType)
                .Select(type => type.Name),
            nameof(MomentumOptimizerAttribute),
            nameof(AdaptiveOptimizerAttribute),
            .. OptimizerCatalogue.All.Select(optimizer => optimizer.Word + "Attribute"),
        ]),
        new HashSet<string>([
            .. OptimizerCatalogue.All.SelectMany(optimizer => new[] { optimizer.Word, optimizer.Name }),
        ])
    );

    [Fact]
    public void Files_OutsideTheHomesOfOptimizers_AskForNoKindOfOptimizer()
    {
        var files = KindQuestions.FilesOutside(Homes());

        files.Should().HaveCountGreaterThan(300);
        Questions.InFiles(files).Should().BeEmpty();
    }

    [Theory]
    [InlineData("if (experiment.Optimizer is LarsModel) { }")]
    [InlineData("if (optimizer is AdamModel or AdamWModel) { }")]
    [InlineData("if (optimizer is AdaptiveOptimizerModel { Beta1: > 0 } adam) { }")]
    [InlineData("return optimizer switch { SgdModel => 1, _ => 0 };")]
    [InlineData("var momentum = ((MomentumOptimizerModel)optimizer).Momentum;")]
    [InlineData("if (optimizer.GetType() == typeof(LarsModel)) { }")]
    [InlineData("if (experiment.Optimizer.Facts.Word == \"Adam\") { }")]
    [InlineData("return optimizer.Facts.Name switch { \"SGD\" => 4.0, _ => 0.03 };")]
    [InlineData("if (attribute.Name == Words.Of<LarsAttribute>()) { }")]
    [InlineData("switch (optimizer.Facts) { }")]
    [InlineData("if (optimizer.Facts == OptimizerCatalogue.Of<LarsOptimizer>()) { }")]
    public void Breach_InOtherCode_IsFound(string statement) => Questions.InStatement(statement).Should().NotBeEmpty();

    [Theory]
    [InlineData("var rates = optimizer.Facts.UsualRates;")]
    [InlineData("return Names.Optimization + optimizer.Facts.Word;")]
    [InlineData("return RawAttribute.Of<LarsAttribute>((nameof(LarsAttribute.LearningRate), rate));")]
    [InlineData("if (optimizer.Scaling == LearningRateScaling.Linear) { }")]
    public void Question_ThatEveryOptimizerAnswers_IsNone(string statement) =>
        Questions.InStatement(statement).Should().BeEmpty();

    [Fact]
    public void Catalogue_HoldsEveryOptimizerOfTheLanguage() =>
        OptimizerCatalogue
            .All.Select(optimizer => optimizer.Word + "Attribute")
            .Should()
            .BeEquivalentTo(
                typeof(OptimizerAttribute)
                    .Assembly.GetTypes()
                    .Where(type => type.IsSubclassOf(typeof(OptimizerAttribute)) && !type.IsAbstract)
                    .Select(type => type.Name)
            );

    /// <summary>Files of single optimizers.</summary>
    [GeneratedRegex(@"[\\/]Language[\\/]Optimizers[\\/]")]
    private static partial Regex Homes();
}
