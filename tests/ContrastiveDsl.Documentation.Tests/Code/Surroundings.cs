using ContrastiveDsl.Documentation.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Documentation.Tests.Code;

/// <summary>
/// What pages leave out, in the folder <c>Around</c>: <c>Parts.cs</c> for all of them, each part where a page does not
/// declare it itself, and a file of the page's own where there is one, <c>docs.data.cs</c> for <c>docs/data.md</c>.
/// There members of <c>Page</c> are the variables that its statements take for granted.
/// </summary>
internal static class Surroundings
{
    private const string Folder = "tests/ContrastiveDsl.Documentation.Tests/Around/";

    /// <summary>
    /// The class that is put together from what stands around and the page's own lines, and what it derives from.
    /// </summary>
    private static readonly string[] Variables = ["Page", "Variables"];

    private static readonly string Shared = Repository.Read(Folder + "Parts.cs");

    /// <summary>What stands around the code of a page.</summary>
    /// <param name="page">The page's path.</param>
    /// <param name="code">Its own code.</param>
    internal static IEnumerable<SyntaxTree> Of(string page, IEnumerable<SyntaxTree> code)
    {
        var own = Folder + Path.ChangeExtension(page, ".cs").Replace('/', '.');
        var around = Repository.Has(own) ? [Compiler.Parse(Repository.Read(own), own)] : Array.Empty<SyntaxTree>();
        var declared = code.Concat(around).SelectMany(Types).Select(type => type.Identifier.Text).ToHashSet();
        declared.ExceptWith(Variables);
        var text = string.Concat(code.Concat(around));
        var shared = Compiler.Parse(Shared);
        var needless = Types(shared)
            .Where(type => declared.Contains(type.Identifier.Text) || !IsNamed(type.Identifier.Text, text));
        var rest = shared.GetRoot().RemoveNodes(needless, SyntaxRemoveOptions.KeepNoTrivia)!;
        return around.Append(Compiler.Parse(rest.ToFullString(), "Parts.cs"));
    }

    private static bool IsNamed(string type, string text) =>
        Variables.Contains(type) || text.Contains(type, StringComparison.Ordinal);

    private static IEnumerable<BaseTypeDeclarationSyntax> Types(SyntaxTree tree) =>
        tree.GetRoot().ChildNodes().OfType<BaseTypeDeclarationSyntax>();
}
