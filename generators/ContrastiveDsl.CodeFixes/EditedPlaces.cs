using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContrastiveDsl.CodeFixes;

/// <summary>Finds what an edit changes in the source.</summary>
internal static class EditedPlaces
{
    /// <summary>
    /// The argument, attribute, class or member at a location; <see langword="null"/> for anything else.
    /// </summary>
    public static SyntaxNode? Find(Location location, CancellationToken token) =>
        location.SourceTree is { } tree ? Find(tree.GetRoot(token), location.SourceSpan) : null;

    /// <summary>The same in a text that has changed meanwhile.</summary>
    public static SyntaxNode? Find(SyntaxNode root, TextSpan span)
    {
        // Of an argument without a name, and of an attribute without arguments, the outermost node is meant.
        for (var node = root.FindNode(span); node is not null; node = node.Parent)
        {
            if (node is AttributeArgumentSyntax or AttributeSyntax or MemberDeclarationSyntax)
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>The type that something is written on or in.</summary>
    public static TypeDeclarationSyntax? TypeOf(SyntaxNode? node) => node?.FirstAncestorOrSelf<TypeDeclarationSyntax>();
}
