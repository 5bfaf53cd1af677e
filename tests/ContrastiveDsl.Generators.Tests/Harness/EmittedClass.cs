using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Tests.Harness;

/// <summary>A class as it was emitted, of which tests compare the members that a variant changes.</summary>
internal sealed partial class EmittedClass
{
    private readonly TypeDeclarationSyntax type;

    private EmittedClass(string text)
    {
        Text = text;
        type = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().Last();
    }

    /// <summary>The whole file.</summary>
    public string Text { get; }

    /// <summary>The statements of the training step, from the views to the loss.</summary>
    public string Forward => Step[..Step.IndexOf("\n\nparameters.ZeroGradients();", StringComparison.Ordinal)];

    /// <summary>The statements of the training step.</summary>
    public string Step
    {
        get
        {
            var body = (BlockSyntax)type.DescendantNodes().OfType<ForEachStatementSyntax>().First().Statement;
            var lines = Outdented(body).Split('\n');
            return string.Join("\n", lines[3..^1].Select(line => line.Length == 0 ? line : line[4..]));
        }
    }

    /// <summary>Emits a class, with every check that a snapshot makes too.</summary>
    /// <param name="source">The user's code.</param>
    /// <param name="name">The file's name without <c>.g.cs</c>.</param>
    public static EmittedClass Of(string source, string name) => new(Generated.Run(source).Files[name + ".g.cs"]);

    /// <summary>
    /// The members of these names without their documentation, in the order of the names; several of one name in the
    /// order of the file.
    /// </summary>
    public string Members(params string[] names) =>
        string.Join(
            "\n",
            names.SelectMany(name =>
            {
                var found = type.Members.Where(member => NamesOf(member).Contains(name)).Select(Outdented).ToArray();
                found.Should().NotBeEmpty("there should be a member {0}", name);
                return found;
            })
        );

    /// <summary>
    /// The members, statements and expressions of functions in which one of these words occurs, each in one line.
    /// </summary>
    public string Mentioning(params string[] words) =>
        string.Join(
            "\n",
            type.Members.SelectMany(member =>
                    member is not BaseMethodDeclarationSyntax method ? [member]
                    : method.ExpressionBody is { } body ? [body]
                    : method.DescendantNodes().Where(IsLeaf)
                )
                .Where(node =>
                    node
                        is FieldDeclarationSyntax
                            or PropertyDeclarationSyntax
                            or StatementSyntax
                            or ArrowExpressionClauseSyntax
                    && words.Any(word => Regex.IsMatch(node.ToString(), $@"\b{word}\b"))
                )
                .Select(node => Spaces().Replace(node.ToString(), " ").Replace("( ", "(", StringComparison.Ordinal))
        );

    private static bool IsLeaf(SyntaxNode node) =>
        node is StatementSyntax && !node.DescendantNodes().OfType<StatementSyntax>().Any() && node is not BlockSyntax;

    private static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) =>
        member switch
        {
            MethodDeclarationSyntax method => [method.Identifier.ValueText],
            ConstructorDeclarationSyntax => [".ctor"],
            PropertyDeclarationSyntax property => [property.Identifier.ValueText],
            FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable =>
                variable.Identifier.ValueText
            ),
            _ => [],
        };

    private static string Outdented(SyntaxNode node)
    {
        var indentation = new string(' ', node.GetLocation().GetLineSpan().StartLinePosition.Character);
        return node.ToString().Replace("\n" + indentation, "\n", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
