using ContrastiveDsl.Generators.Diagnostics;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContrastiveDsl.CodeFixes;

/// <summary>Applies fixes to a solution, one after the other.</summary>
internal static class SolutionEditor
{
    /// <summary>The solution with the fixes. An edit whose place an earlier one has taken away is left out.</summary>
    public static async Task<Solution> ApplyAsync(
        Solution solution,
        IReadOnlyList<OfferedFix> fixes,
        CancellationToken token
    )
    {
        var documents = new Dictionary<DocumentId, EditedDocument>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var edit in fixes.SelectMany(fix => fix.Edits))
        {
            if (solution.GetDocument(edit.Location.SourceTree) is not { } document)
            {
                continue;
            }

            if (!documents.TryGetValue(document.Id, out var edited))
            {
                edited = new EditedDocument(edit.Location.SourceTree!);
                documents.Add(document.Id, edited);
            }

            if (edited.Find(edit.Location.SourceSpan, token) is { } node)
            {
                var compilation =
                    edit.Kind == EditKind.AddPart
                        ? await document.Project.GetCompilationAsync(token).ConfigureAwait(false)
                        : null;
                edited.Apply(
                    Changes(edit, node, edited, name => IsTaken(compilation, name) || !names.Add(name), token)
                );
            }
        }

        foreach (var document in documents)
        {
            solution = solution.WithDocumentText(document.Key, document.Value.Text);
        }

        return solution;
    }

    private static bool IsTaken(Compilation? compilation, string name) =>
        compilation?.ContainsSymbolsWithName(name, SymbolFilter.Type) == true;

    private static IEnumerable<TextChange> Changes(
        OfferedEdit edit,
        SyntaxNode node,
        EditedDocument document,
        Func<string, bool> isTaken,
        CancellationToken token
    ) =>
        (edit.Kind, node) switch
        {
            (EditKind.Set, _) => ArgumentEdits.Set(node, edit.Argument, edit.Text),
            (EditKind.Remove, AttributeArgumentSyntax argument) => ArgumentEdits.Remove(argument),
            (EditKind.Remove, AttributeSyntax attribute) when edit.Argument.Length == 0 => AttributeEdits.Remove(
                attribute,
                document
            ),
            (EditKind.Move, AttributeSyntax attribute)
                when edit.Target!.SourceTree == edit.Location.SourceTree
                    && document.Find(edit.Target.SourceSpan, token) is AttributeSyntax before =>
            [
                .. AttributeEdits.Remove(attribute, document),
                AttributeEdits.AddBefore(before, "[" + attribute.ToString() + "]", document),
            ],
            (EditKind.AddBefore, AttributeSyntax attribute) =>
            [
                AttributeEdits.AddBefore(attribute, edit.Text, document),
            ],
            (EditKind.AddBehind, _) => AttributeEdits.AddBehind(node, edit.Text, document),
            (EditKind.AddPart, _) => PartEdits.Add(node, edit.Argument, edit.Text, document, isTaken),
            (EditKind.AddModifier, TypeDeclarationSyntax type) =>
            [
                new TextChange(new TextSpan(type.Keyword.SpanStart, 0), edit.Text + " "),
            ],
            (EditKind.RemoveModifier, MemberDeclarationSyntax member) => ModifierEdits.Remove(member, edit.Text),
            _ => [],
        };
}
