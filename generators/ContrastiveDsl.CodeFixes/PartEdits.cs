using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContrastiveDsl.CodeFixes;

/// <summary>Adds a part of an experiment.</summary>
internal static class PartEdits
{
    /// <summary>Adds a class above an experiment, and names it there.</summary>
    /// <param name="node">The argument that names it, or the experiment's attribute where none does.</param>
    /// <param name="argument">The argument's name.</param>
    /// <param name="attribute">What declares the class.</param>
    /// <param name="document">The document.</param>
    /// <param name="isTaken">Whether another class has a name.</param>
    public static IEnumerable<TextChange> Add(
        SyntaxNode node,
        string argument,
        string attribute,
        EditedDocument document,
        Func<string, bool> isTaken
    )
    {
        if (
            EditedPlaces.TypeOf(node) is not { } experiment
            || node.FirstAncestorOrSelf<AttributeSyntax>() is not { } declaring
        )
        {
            return [];
        }

        var name = Unused(Prefix(declaring) ?? experiment.Identifier.ValueText, argument, isTaken);
        var access = string.Concat(experiment.Modifiers.Where(IsAccess).Select(modifier => modifier.ValueText + " "));
        var line = FirstLine(experiment, document.Text);
        var indentation = AttributeEdits.Indentation(experiment.SpanStart, document.Text);
        var (end, text) = (document.LineEnd, indentation + attribute);
        text += end + indentation + access + "partial class " + name + ";" + end + end;
        return
        [
            new TextChange(new TextSpan(line.Start, 0), text),
            .. ArgumentEdits.Set(node, argument, "typeof(" + name + ")"),
        ];
    }

    /// <summary>What the names of the other parts begin with, if each ends with what it is.</summary>
    private static string? Prefix(AttributeSyntax declaring) =>
        declaring.ArgumentList?.Arguments.Select(Prefix).FirstOrDefault(prefix => prefix.Length > 0);

    private static string Prefix(AttributeArgumentSyntax argument)
    {
        if (
            argument
            is not { NameEquals: { } named, Expression: TypeOfExpressionSyntax { Type: IdentifierNameSyntax part } }
        )
        {
            return string.Empty;
        }

        var (name, end) = (part.Identifier.ValueText, named.Name.Identifier.ValueText);
        return name.EndsWith(end, StringComparison.Ordinal)
            ? name.Substring(0, name.Length - end.Length)
            : string.Empty;
    }

    private static string Unused(string prefix, string argument, Func<string, bool> isTaken)
    {
        var name = prefix + argument;
        for (var number = 2; isTaken(name); number++)
        {
            name = prefix + argument + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }

    private static bool IsAccess(SyntaxToken modifier) =>
        modifier.Kind()
            is SyntaxKind.PublicKeyword
                or SyntaxKind.InternalKeyword
                or SyntaxKind.ProtectedKeyword
                or SyntaxKind.PrivateKeyword;

    /// <summary>The line above which nothing belongs to a class: its comments do, of whatever form.</summary>
    private static TextLine FirstLine(TypeDeclarationSyntax type, SourceText text)
    {
        var before = type.GetFirstToken().GetPreviousToken();
        var above = before.IsKind(SyntaxKind.None) ? -1 : text.Lines.GetLineFromPosition(before.Span.End).LineNumber;
        var number = text.Lines.GetLineFromPosition(type.SpanStart).LineNumber;
        while (number - 1 > above && IsComment(text.Lines[number - 1].ToString().Trim()))
        {
            number--;
        }

        return text.Lines[number];
    }

    /// <summary>Whether a line without code has something that is no directive.</summary>
    private static bool IsComment(string line) => line.Length > 0 && line[0] != '#';
}
