using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContrastiveDsl.CodeFixes;

/// <summary>Changes of the words before a declaration.</summary>
internal static class ModifierEdits
{
    /// <summary>Takes a modifier away; of a record, the word that makes it one.</summary>
    public static IEnumerable<TextChange> Remove(MemberDeclarationSyntax member, string modifier)
    {
        if (member is RecordDeclarationSyntax record && record.Keyword.ValueText == modifier)
        {
            yield return record.ClassOrStructKeyword.IsKind(SyntaxKind.None)
                ? new TextChange(record.Keyword.Span, "class")
                : Without(record.Keyword);
        }

        foreach (var token in member.Modifiers.Where(token => token.ValueText == modifier))
        {
            yield return Without(token);
        }
    }

    private static TextChange Without(SyntaxToken token) =>
        new(TextSpan.FromBounds(token.SpanStart, token.GetNextToken().SpanStart), string.Empty);
}
