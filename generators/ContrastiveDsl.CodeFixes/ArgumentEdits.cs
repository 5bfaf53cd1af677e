using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContrastiveDsl.CodeFixes;

/// <summary>Changes of an attribute's arguments.</summary>
internal static class ArgumentEdits
{
    /// <summary>Gives an argument a value.</summary>
    /// <param name="node">The argument, or the attribute if it is not written there.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value.</param>
    public static IEnumerable<TextChange> Set(SyntaxNode node, string name, string value) =>
        node switch
        {
            AttributeArgumentSyntax argument => [new TextChange(argument.Expression.Span, value)],
            // An edit before this one may have written it.
            AttributeSyntax attribute when Find(attribute, name) is { } written =>
            [
                new TextChange(written.Expression.Span, value),
            ],
            AttributeSyntax attribute => [Add(attribute, name + " = " + value)],
            _ => [],
        };

    /// <summary>Takes an argument away; with the only one, the parentheses.</summary>
    public static IEnumerable<TextChange> Remove(AttributeArgumentSyntax argument)
    {
        var list = (AttributeArgumentListSyntax)argument.Parent!;
        var index = list.Arguments.IndexOf(argument);
        yield return new TextChange(
            list.Arguments.Count == 1 ? list.Span
                : index == 0 ? TextSpan.FromBounds(argument.SpanStart, list.Arguments[1].SpanStart)
                : TextSpan.FromBounds(list.Arguments[index - 1].Span.End, argument.Span.End),
            string.Empty
        );
    }

    private static AttributeArgumentSyntax? Find(AttributeSyntax attribute, string name) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument =>
            argument.NameEquals?.Name.Identifier.ValueText == name
        );

    private static TextChange Add(AttributeSyntax attribute, string text)
    {
        if (attribute.ArgumentList is not { } list)
        {
            return new TextChange(new TextSpan(attribute.Span.End, 0), "(" + text + ")");
        }

        if (list.Arguments.LastOrDefault() is not { } last)
        {
            return new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), text);
        }

        // Arguments that have a line each go on like that.
        var before = last.GetFirstToken().GetPreviousToken().TrailingTrivia.ToString();
        var separator = before.IndexOf('\n') < 0 ? " " : before + last.GetLeadingTrivia();
        return new TextChange(new TextSpan(last.Span.End, 0), "," + separator + text);
    }
}
