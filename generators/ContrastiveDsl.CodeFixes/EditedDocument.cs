using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ContrastiveDsl.CodeFixes;

/// <summary>
/// A document under edits that follow each other. Each names its place as it was before all of them; what the earlier
/// ones have moved is found where it is now.
/// </summary>
internal sealed class EditedDocument(SyntaxTree original)
{
    private SyntaxTree tree = original;
    private readonly List<TextChange> changes = [];

    /// <summary>The text as it is now.</summary>
    public SourceText Text { get; private set; } = original.GetText();

    /// <summary>What ends a line in it.</summary>
    public string LineEnd { get; } =
        original.GetText().ToString().IndexOf("\r\n", StringComparison.Ordinal) < 0 ? "\n" : "\r\n";

    /// <summary>
    /// What lay at a place before all edits, as it is now; <see langword="null"/> if an edit has taken it away.
    /// </summary>
    public SyntaxNode? Find(TextSpan original, CancellationToken token) =>
        Follow(original) is { IsEmpty: false } span ? EditedPlaces.Find(tree.GetRoot(token), span) : null;

    /// <summary>Applies changes of the text as it is now, none of which overlap.</summary>
    public void Apply(IEnumerable<TextChange> edit)
    {
        // From the end on, so that each is true of the text that it meets.
        foreach (var change in edit.OrderByDescending(change => change.Span.Start))
        {
            Text = Text.WithChanges(change);
            changes.Add(change);
        }

        tree = tree.WithChangedText(Text);
    }

    private TextSpan? Follow(TextSpan original)
    {
        var span = original;
        foreach (var change in changes)
        {
            var growth = change.NewText!.Length - change.Span.Length;
            if (change.Span.End <= span.Start)
            {
                span = new TextSpan(span.Start + growth, span.Length);
            }
            else if (span.Contains(change.Span))
            {
                span = new TextSpan(span.Start, span.Length + growth);
            }
            else if (change.Span.Start < span.End)
            {
                return null;
            }
        }

        return span;
    }
}
