using System.Text;
using ContrastiveDsl.Documentation.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Documentation.Tests.Code;

/// <summary>
/// Makes a source of a block of code. Types stand as they are. Statements become a method of the class <c>Page</c>,
/// members its members, so that both see what the page takes for granted. Attributes alone stand on a class: steps of
/// views on a family, settings on an experiment, others on a class that they make something of.
/// </summary>
internal static class Excerpt
{
    private const string Family = "[AugmentationFamily]\n";

    private const string Experiment = """
        [SimClr(
            Encoder = typeof(GroupEncoder),
            Projector = typeof(GroupProjector),
            Views = typeof(ClothesViews),
            Loss = typeof(ClothesLoss)
        )]
        [Adam(LearningRate = 1e-3)]

        """;

    /// <summary>The source of a block.</summary>
    internal static SyntaxTree Source(string page, Block block)
    {
        var path = $"{page}:{block.Line}";
        var asTypes = Compiler.Parse(block.Text, path);
        if (OnlyTypes(asTypes))
        {
            return asTypes;
        }

        var onClass = Compiler.Parse($"{block.Text}\npublic partial class Excerpt{block.Line};", path);
        if (HasErrors(asTypes) && OnlyTypes(onClass))
        {
            return Compiler.Parse(Whole(onClass) + onClass.ToString(), path);
        }

        var asMembers = Compiler.Parse(InPage(block.Text), path);
        return HasModifiers(asTypes) && !HasErrors(asMembers) ? asMembers : Statements(asTypes, block, path);
    }

    private static bool OnlyTypes(SyntaxTree tree) =>
        !HasErrors(tree) && Root(tree).Members.All(member => member is BaseTypeDeclarationSyntax);

    /// <summary>Fields and methods with access modifiers are members, whatever the parser makes of them here.</summary>
    private static bool HasModifiers(SyntaxTree tree) =>
        tree.GetRoot().DescendantTokens().First().Kind()
            is SyntaxKind.PublicKeyword
                or SyntaxKind.PrivateKeyword
                or SyntaxKind.InternalKeyword;

    private static bool HasErrors(SyntaxTree tree) =>
        tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static string Whole(SyntaxTree tree)
    {
        var attributes = tree.GetRoot()
            .DescendantNodes()
            .OfType<AttributeSyntax>()
            .Select(attribute => Type.GetType($"ContrastiveDsl.{attribute.Name}Attribute, ContrastiveDsl"))
            .ToArray();
        return attributes switch
        {
            _ when attributes.Any(typeof(TransformStepAttribute).IsAssignableFrom) => Family,
            _ when attributes.Any(typeof(SettingAttribute).IsAssignableFrom) => Experiment,
            _ => "",
        };
    }

    private static SyntaxTree Statements(SyntaxTree tree, Block block, string path)
    {
        var root = Root(tree);
        var statements = string.Concat(
            root.Members.OfType<GlobalStatementSyntax>().Select(member => member.ToFullString())
        );
        var isAsync = root.DescendantNodes().OfType<AwaitExpressionSyntax>().Any();
        var returns = root.DescendantNodes().OfType<ReturnStatementSyntax>().Any(found => found.Expression is not null);
        var type = (isAsync, returns) switch
        {
            (true, true) => "async Task<int>",
            (true, false) => "async Task",
            (false, true) => "int",
            _ => "void",
        };
        var source = new StringBuilder(root.Usings.ToFullString())
            .Append(InPage($"private static {type} Lines{block.Line}()\n{{\n{statements}\n}}"))
            .Append(string.Concat(root.Members.Where(member => member is not GlobalStatementSyntax)));
        return Compiler.Parse(source.ToString(), path);
    }

    private static string InPage(string members) => $"internal partial class Page\n{{\n{members}\n}}\n";

    private static CompilationUnitSyntax Root(SyntaxTree tree) => (CompilationUnitSyntax)tree.GetRoot();
}
