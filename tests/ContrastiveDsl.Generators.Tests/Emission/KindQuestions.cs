using System.Text.RegularExpressions;
using ContrastiveDsl.Generators.Tests.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Tests.Emission;

/// <summary>
/// Questions of sources after the kind of something that has a home for each kind: there the answers belong.
/// </summary>
/// <param name="kinds">The types that stand for a single kind.</param>
/// <param name="names">The words by which a kind could be recognized.</param>
internal sealed partial class KindQuestions(IReadOnlySet<string> kinds, IReadOnlySet<string> names)
{
    /// <summary>The sources of library and generator.</summary>
    /// <param name="homes">Those that may ask, being homes themselves.</param>
    public static IReadOnlyList<string> FilesOutside(Regex homes) =>
        [
            .. new[] { "src", "generators" }
                .SelectMany(folder =>
                    Directory.EnumerateFiles(Path.Combine(RulePage.Root(), folder), "*.cs", SearchOption.AllDirectories)
                )
                .Where(file => !Built().IsMatch(file) && !homes.IsMatch(file)),
        ];

    /// <summary>The questions in files, each with its file.</summary>
    public IEnumerable<string> InFiles(IEnumerable<string> files) =>
        files.SelectMany(file => In(File.ReadAllText(file)).Select(question => file + ": " + question));

    /// <summary>The questions in a statement.</summary>
    public IEnumerable<string> InStatement(string statement) =>
        In("namespace X; internal class Y { object Z() {\n" + statement + "\n} }");

    private IEnumerable<string> In(string source) =>
        CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().Where(IsBreach).Select(node => node.ToString());

    private bool IsBreach(SyntaxNode node) =>
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
            SwitchExpressionSyntax choice => IsAsked(choice.GoverningExpression),
            SwitchStatementSyntax choice => IsAsked(choice.Expression),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } call =>
                name.Identifier.Text == nameof(Equals) && call.ArgumentList.Arguments.Any(a => IsName(a.Expression))
                    || name is GenericNameSyntax { Identifier.Text: "OfType" or "Cast" } generic
                        && generic.TypeArgumentList.Arguments.Any(IsKind),
            _ => false,
        };

    /// <summary>Whether a type, or what may be one, stands for a single one of the kinds.</summary>
    private bool IsKind(ExpressionSyntax type) =>
        type switch
        {
            QualifiedNameSyntax name => IsKind(name.Right),
            MemberAccessExpressionSyntax access => IsKind(access.Name),
            NullableTypeSyntax nullable => IsKind(nullable.ElementType),
            SimpleNameSyntax name => kinds.Contains(name.Identifier.Text),
            _ => false,
        };

    /// <summary>Whether an expression names one of the kinds, or is what is known of it.</summary>
    private bool IsName(ExpressionSyntax expression) =>
        expression switch
        {
            LiteralExpressionSyntax literal => literal.Token.Value is string text && names.Contains(text),
            InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.Text: "Of" } name }
            } => name.TypeArgumentList.Arguments.Any(IsKind),
            _ => false,
        };

    /// <summary>
    /// Whether an expression is the thing itself or its name, on which nothing may depend case by case.
    /// </summary>
    private static bool IsAsked(ExpressionSyntax expression) => Asked().IsMatch(expression.ToString());

    [GeneratedRegex(@"\b(Method|[Oo]ptimizer)\.Facts$|\bFacts\.(Word|Name)$")]
    private static partial Regex Asked();

    [GeneratedRegex(@"[\\/](obj|bin)[\\/]")]
    private static partial Regex Built();
}
