using ContrastiveDsl.Generators.Diagnostics;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.CodeFixes;

/// <summary>What an editor's menu says of a fix.</summary>
internal static class FixTitle
{
    /// <summary>The title of a fix.</summary>
    public static string Of(OfferedFix fix, CancellationToken token)
    {
        var edits = fix.Edits.Select(edit => Of(edit, fix.Diagnostic, token)).ToArray();
        // What several do in one place says it once.
        var texts = edits.Select(
            (edit, index) =>
                index + 1 < edits.Length && edits[index + 1].Place == edit.Place ? edit.Text : edit.Text + edit.Place
        );
        var title = string.Join(" and ", texts);
        return title.Substring(0, 1).ToUpperInvariant() + title.Substring(1);
    }

    private static (string Text, string Place) Of(OfferedEdit edit, Diagnostic diagnostic, CancellationToken token)
    {
        var node = EditedPlaces.Find(edit.Location, token);
        var owner = EditedPlaces.TypeOf(node);
        // What happens elsewhere says where.
        var place =
            owner == EditedPlaces.TypeOf(EditedPlaces.Find(diagnostic.Location, token))
                ? string.Empty
                : " on '" + owner?.Identifier.ValueText + "'";
        return edit.Kind switch
        {
            EditKind.Set => ("set " + edit.Argument + " = " + edit.Text, place),
            EditKind.Remove => ("remove " + Name(node), place),
            EditKind.Move => ("move " + Name(node) + " before " + Name(EditedPlaces.Find(edit.Target!, token)), place),
            EditKind.AddPart => ("add a class with " + edit.Text, string.Empty),
            EditKind.AddModifier => ("add '" + edit.Text + "'", place),
            EditKind.RemoveModifier => ("remove '" + edit.Text + "'", place),
            _ => ("add " + edit.Text, place),
        };
    }

    private static string Name(SyntaxNode? node) =>
        node switch
        {
            AttributeArgumentSyntax { NameEquals: { } named } => named.Name.Identifier.ValueText,
            AttributeSyntax attribute => "[" + attribute.Name.ToString() + "]",
            _ => node?.ToString() ?? string.Empty,
        };
}
