using System.Text.RegularExpressions;

namespace ContrastiveDsl.Language.Tests;

/// <summary>
/// A method has a home: nothing outside asks which method it has before it, but what that method says.
/// </summary>
public sealed partial class MethodHomeTests
{
    /// <summary>The types that stand for a single method.</summary>
    private static readonly string Kinds = string.Join(
        '|',
        typeof(Method)
            .Assembly.GetTypes()
            .Where(type =>
                !type.IsAbstract && (type.IsSubclassOf(typeof(Method)) || type.IsSubclassOf(typeof(MethodModel)))
            )
            .Select(type => type.Name)
    );

    [Fact]
    public void Files_OutsideTheHomesOfMethods_AskForNoKindOfMethod()
    {
        var files = new[] { "src", "generators" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(
                    Path.Combine(RuleCatalogueTests.Root(), folder),
                    "*.cs",
                    SearchOption.AllDirectories
                )
            )
            .Where(file => !Homes().IsMatch(file))
            .ToArray();

        files.Should().HaveCountGreaterThan(200);
        files
            .SelectMany(file => Breaches(File.ReadAllText(file)).Select(breach => file + ": " + breach))
            .Should()
            .BeEmpty();
    }

    [Theory]
    [InlineData("if (experiment.Method is MoCoModel) { }")]
    [InlineData("return method switch { ByolModel => 1, _ => 0 };")]
    [InlineData("case SimClrModel { SeparateViews: true }:")]
    [InlineData("var model = (PirlModel)experiment.Method;")]
    [InlineData("var model = experiment.Method as CpcModel;")]
    [InlineData("if (facts is SupCon) { }")]
    [InlineData("if (experiment.Method.Facts.Word == \"Raft\") { }")]
    [InlineData("switch (experiment.Method.Facts.Name) { }")]
    [InlineData("var name = method.Facts.Word switch { _ => 1 };")]
    [InlineData("if (experiment.Method.Facts == MethodCatalogue.Of<Siamese>()) { }")]
    public void Breach_InOtherCode_IsFound(string source) =>
        Breaches("namespace X;\n// ByolModel may be named in a comment.\n" + source).Should().NotBeEmpty();

    [Theory]
    [InlineData("if (experiment.Method.JoinsViews) { }")]
    [InlineData("/// <summary>What <see cref=\"MoCoModel\"/> says.</summary>")]
    [InlineData("members.Add(\"SimClrModel\");")]
    [InlineData("new(PaperRecipe.SimClrCifar10, MethodCatalogue.Of<SimClr>(), source)")]
    [InlineData("yield return method.Facts.Word;")]
    public void Question_ThatEveryMethodAnswers_IsNone(string source) => Breaches(source).Should().BeEmpty();

    private static IEnumerable<string> Breaches(string source)
    {
        var code = Text().Replace(Comment().Replace(source, string.Empty), "\"\"");
        var asked = Regex.Matches(
            code,
            $@"\b(is|as|case|or|and|not)\s+\(?({Kinds})\b|\(({Kinds})\)|\b({Kinds})\b\s*({{[^}}]*}})?\s*(\w+\s*)?(when\b[^=]*)?=>|[=!]=\s*MethodCatalogue\.Of<"
        );
        return asked.Concat(Compared().Matches(code)).Select(match => match.Value);
    }

    /// <summary>Files of single methods: their facts, and the steps that are written for them.</summary>
    [GeneratedRegex(@"[\\/](Methods|obj|bin)[\\/]|[\\/]Emission[\\/]\w+Emitter\.cs$")]
    private static partial Regex Homes();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"""(\\.|[^""\\\n])*""")]
    private static partial Regex Text();

    [GeneratedRegex(@"Facts\.(Word|Name)\s*([=!]=|is\b|switch\b)|switch\s*\([^)\n]*(Facts|Method)(\.(Word|Name))?\)")]
    private static partial Regex Compared();
}
