extern alias generator;

using System.Text.RegularExpressions;
using generator::ContrastiveDsl.Generators.Emission;
using generator::ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Tests.Emission;

/// <summary>
/// A method has a home: nothing outside asks which method or loss it has before it, but what that method says.
/// </summary>
public sealed partial class MethodHomeTests
{
    /// <summary>Questions after a method or a loss, by its types or by its names.</summary>
    private static readonly KindQuestions Questions = new(
        new HashSet<string>([
            .. typeof(Method)
                .Assembly.GetTypes()
                .Where(type =>
                    !type.IsAbstract
                    && (
                        type.IsSubclassOf(typeof(Method))
                        || type.IsSubclassOf(typeof(MethodModel))
                        || type.IsSubclassOf(typeof(LossModel))
                        || type.IsSubclassOf(typeof(StepEmitter))
                    )
                )
                .Select(type => type.Name),
            .. MethodCatalogue.All.Select(method => method.Word + "Attribute"),
            .. LossCatalogue.All.Select(loss => loss.Word + "Attribute"),
        ]),
        new HashSet<string>([
            .. MethodCatalogue.All.SelectMany(method => new[] { method.Word, method.Name }),
            .. LossCatalogue.All.SelectMany(loss => new[] { loss.Word, loss.Name }),
        ])
    );

    [Fact]
    public void Files_OutsideTheHomesOfMethods_AskForNoKindOfMethod()
    {
        var files = KindQuestions.FilesOutside(Homes());

        files.Should().HaveCountGreaterThan(300);
        Questions.InFiles(files).Should().BeEmpty();
    }

    [Theory]
    [InlineData("if (experiment.Method is MoCoModel) { }")]
    [InlineData("if (experiment.Method is not (SimClrModel or MoCoModel)) { }")]
    [InlineData("if (experiment.Method is SimClrModel { SeparateViews: true } model) { }")]
    [InlineData("return method switch { ByolModel => 1, _ => 0 };")]
    [InlineData("switch (model) { case SimClrModel { SeparateViews: true }: break; }")]
    [InlineData("switch (model) { case SimClrModel found: break; }")]
    [InlineData("var model = (PirlModel)experiment.Method;")]
    [InlineData("var model = (ContrastiveDsl.Language.PirlModel)experiment.Method;")]
    [InlineData("var model = experiment.Method as CpcModel;")]
    [InlineData("if (facts is SupCon) { }")]
    [InlineData("if (facts.GetType() == typeof(SupCon)) { }")]
    [InlineData("var mocos = all.OfType<MoCoModel>();")]
    [InlineData("if (experiment.Loss is DclLossModel) { }")]
    [InlineData("if (experiment.Method.Facts.Word == \"Raft\") { }")]
    [InlineData("if (word.Equals(\"MoCo\")) { }")]
    [InlineData("var text = loss.Name switch { \"NtXent\" => first, _ => second };")]
    [InlineData("switch (name) { case \"Siamese network\": break; }")]
    [InlineData("if (attribute.Name == Words.Of<RaftAttribute>()) { }")]
    [InlineData("switch (experiment.Method.Facts.Name) { }")]
    [InlineData("var name = method.Facts.Word switch { _ => 1 };")]
    [InlineData("if (experiment.Method.Facts == MethodCatalogue.Of<Siamese>()) { }")]
    public void Breach_InOtherCode_IsFound(string statement) => Questions.InStatement(statement).Should().NotBeEmpty();

    [Theory]
    [InlineData("if (experiment.Method.NeedsLabels) { }")]
    [InlineData("// ByolModel may be named in a comment.")]
    [InlineData("/// <summary>What <see cref=\"MoCoModel\"/> says.</summary>\nvoid Local() { }")]
    [InlineData("members.Add(\"SimClrModel\");")]
    [InlineData("yield return new(PaperRecipe.SimClrCifar10, MethodCatalogue.Of<SimClr>(), source);")]
    [InlineData("yield return method.Facts.Word;")]
    [InlineData("var loss = Raft.Loss(z0, z1);")]
    public void Question_ThatEveryMethodAnswers_IsNone(string statement) =>
        Questions.InStatement(statement).Should().BeEmpty();

    /// <summary>Files of single methods: their facts, and the steps that are written for them.</summary>
    [GeneratedRegex(@"[\\/](Language|Emission)[\\/]Methods[\\/]")]
    private static partial Regex Homes();
}
