using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContrastiveDsl.CodeFixes;

/// <summary>Changes of a class's attributes. Those that have a line of their own leave and get one.</summary>
internal static class AttributeEdits
{
    /// <summary>Takes an attribute away.</summary>
    public static IEnumerable<TextChange> Remove(AttributeSyntax attribute, EditedDocument document)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        var index = list.Attributes.IndexOf(attribute);
        if (list.Attributes.Count > 1)
        {
            yield return new TextChange(
                index == 0
                    ? TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart)
                    : TextSpan.FromBounds(list.Attributes[index - 1].Span.End, attribute.Span.End),
                string.Empty
            );
            yield break;
        }

        var (before, behind) = Around(list.Span, document.Text);
        if (before.IsBlank && behind.IsBlank)
        {
            yield return new TextChange(TextSpan.FromBounds(before.Start, behind.Next), string.Empty);
        }
        else if (behind.IsBlank)
        {
            yield return new TextChange(TextSpan.FromBounds(before.End, list.Span.End), string.Empty);
        }
        else
        {
            yield return new TextChange(TextSpan.FromBounds(list.SpanStart, behind.End), string.Empty);
        }
    }

    /// <summary>Adds attributes before another one: above it if that has a line of its own.</summary>
    public static TextChange AddBefore(AttributeSyntax attribute, string text, EditedDocument document)
    {
        var list = attribute.Parent!;
        var (before, behind) = Around(list.Span, document.Text);
        var separator =
            before.IsBlank && behind.IsBlank ? document.LineEnd + Indentation(list.SpanStart, document.Text) : " ";
        return new TextChange(new TextSpan(list.SpanStart, 0), text + separator);
    }

    /// <summary>Adds an attribute behind another one, or behind all of a class.</summary>
    public static IEnumerable<TextChange> AddBehind(SyntaxNode node, string text, EditedDocument document)
    {
        var list =
            node is AttributeSyntax ? node.Parent : (node as MemberDeclarationSyntax)?.AttributeLists.LastOrDefault();
        if (list is null)
        {
            yield break;
        }

        var (before, _) = Around(list.Span, document.Text);
        var separator = before.IsBlank ? document.LineEnd + Indentation(list.SpanStart, document.Text) : " ";
        yield return new TextChange(new TextSpan(list.Span.End, 0), separator + text);
    }

    /// <summary>The white space with which the line of a position begins.</summary>
    public static string Indentation(int position, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>
    /// What a line has before something, and behind it: whether there is nothing but white space, where the line
    /// begins and the next one does, and where white space that adjoins begins and ends.
    /// </summary>
    private static ((bool IsBlank, int Start, int End) Before, (bool IsBlank, int End, int Next) Behind) Around(
        TextSpan span,
        SourceText text
    )
    {
        var first = text.Lines.GetLineFromPosition(span.Start);
        var last = text.Lines.GetLineFromPosition(span.End);
        var start = span.Start;
        while (start > first.Start && char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        var end = span.End;
        while (end < last.End && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return ((start == first.Start, first.Start, start), (end == last.End, end, last.EndIncludingLineBreak));
    }
}
