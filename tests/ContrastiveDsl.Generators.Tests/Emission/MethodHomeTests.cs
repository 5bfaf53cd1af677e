extern alias generator;

using System.Text.RegularExpressions;
using ContrastiveDsl.Generators.Tests.Diagnostics;
using generator::ContrastiveDsl.Generators.Emission;
using generator::ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Tests.Emission;

/// <summary>
/// A method has a home: nothing outside asks which method or loss it has before it, but what that method says.
/// </summary>
public sealed partial class MethodHomeTests
{
    /// <summary>The types that stand for a single method or for a loss of it.</summary>
    private static readonly HashSet<string> Kinds =
    [
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
    ];

    /// <summary>The words by which a method or a loss could be recognized.</summary>
    private static readonly HashSet<string> Names =
    [
        .. MethodCatalogue.All.SelectMany(method => new[] { method.Word, method.Name }),
        .. LossCatalogue.All.SelectMany(loss => new[] { loss.Word, loss.Name }),
    ];

    [Fact]
    public void Files_OutsideTheHomesOfMethods_AskForNoKindOfMethod()
    {
        var files = new[] { "src", "generators" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(RulePage.Root(), folder), "*.cs", SearchOption.AllDirectories)
            )
            .Where(file => !Homes().IsMatch(file))
            .ToArray();

        files.Should().HaveCountGreaterThan(300);
        files
            .SelectMany(file => Breaches(File.ReadAllText(file)).Select(breach => file + ": " + breach))
            .Should()
            .BeEmpty();
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
    public void Breach_InOtherCode_IsFound(string statement) =>
        Breaches("namespace X; internal class Y { object Z() {\n" + statement + "\n} }").Should().NotBeEmpty();

    [Theory]
    [InlineData("if (experiment.Method.JoinsViews) { }")]
    [InlineData("// ByolModel may be named in a comment.")]
    [InlineData("/// <summary>What <see cref=\"MoCoModel\"/> says.</summary>\nvoid Local() { }")]
    [InlineData("members.Add(\"SimClrModel\");")]
    [InlineData("yield return new(PaperRecipe.SimClrCifar10, MethodCatalogue.Of<SimClr>(), source);")]
    [InlineData("yield return method.Facts.Word;")]
    [InlineData("var loss = Raft.Loss(z0, z1);")]
    public void Question_ThatEveryMethodAnswers_IsNone(string statement) =>
        Breaches("namespace X; internal class Y { object Z() {\n" + statement + "\n} }").Should().BeEmpty();

    /// <summary>The questions in a source that a method's home should answer.</summary>
    private static IEnumerable<string> Breaches(string source) =>
        CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().Where(IsBreach).Select(node => node.ToString());

    private static bool IsBreach(SyntaxNode node) =>
        node switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression or (int)SyntaxKind.AsExpression } test =>
                IsKind(test.Right),
            BinaryExpressionSyntax
            {
                RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression
            } test => IsName(test.Left) || IsName(test.Right),
            CastExpressionSyntax cast => IsKind(cast.Type),
            TypeOfExpressionSyntax type => IsKind(type.Type),
            DeclarationPatternSyntax pattern => IsKind(pattern.Type),
            RecursivePatternSyntax { Type: { } type } => IsKind(type),
            TypePatternSyntax pattern => IsKind(pattern.Type),
            ConstantPatternSyntax pattern => IsKind(pattern.Expression) || IsName(pattern.Expression),
            CaseSwitchLabelSyntax label => IsKind(label.Value) || IsName(label.Value),
            SwitchExpressionSyntax choice => IsMethod(choice.GoverningExpression),
            SwitchStatementSyntax choice => IsMethod(choice.Expression),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } call =>
                name.Identifier.Text == nameof(Equals) && call.ArgumentList.Arguments.Any(a => IsName(a.Expression))
                    || name is GenericNameSyntax { Identifier.Text: "OfType" or "Cast" } generic
                        && generic.TypeArgumentList.Arguments.Any(IsKind),
            _ => false,
        };

    /// <summary>Whether a type, or what may be one, stands for a single method or loss.</summary>
    private static bool IsKind(ExpressionSyntax type) =>
        type switch
        {
            QualifiedNameSyntax name => IsKind(name.Right),
            MemberAccessExpressionSyntax access => IsKind(access.Name),
            NullableTypeSyntax nullable => IsKind(nullable.ElementType),
            SimpleNameSyntax name => Kinds.Contains(name.Identifier.Text),
            _ => false,
        };

    /// <summary>Whether an expression is the name of a method or loss, or the method itself.</summary>
    private static bool IsName(ExpressionSyntax expression) =>
        expression switch
        {
            LiteralExpressionSyntax literal => literal.Token.Value is string text && Names.Contains(text),
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.Text: "Of" } name }
            } => name.TypeArgumentList.Arguments.Any(IsKind),
            _ => false,
        };

    /// <summary>Whether an expression is a method or its name, on which nothing may depend case by case.</summary>
    private static bool IsMethod(ExpressionSyntax expression) => Asked().IsMatch(expression.ToString());

    /// <summary>Files of single methods: their facts, and the steps that are written for them.</summary>
    [GeneratedRegex(@"[\\/](Language|Emission)[\\/]Methods[\\/]|[\\/](obj|bin)[\\/]")]
    private static partial Regex Homes();

    [GeneratedRegex(@"\bMethod\.Facts$|\bFacts\.(Word|Name)$")]
    private static partial Regex Asked();
}
