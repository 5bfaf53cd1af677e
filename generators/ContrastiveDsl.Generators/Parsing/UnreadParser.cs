using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>
/// Finds arguments that the generator could not read, as they name constants that are generated, by it or by another
/// one. It then took the class for one that the compiler rejects and wrote a stub; the compiler, who sees all files,
/// has nothing to reject, and nobody would be told.
/// </summary>
internal static class UnreadParser
{
    /// <summary>The argument, or <see langword="null"/> where the generator read all, and before it has run.</summary>
    /// <param name="type">A class that the compiler accepts.</param>
    /// <param name="named">The classes that its attributes name.</param>
    /// <param name="token">Cancels.</param>
    public static UnreadArgument? Read(INamedTypeSymbol type, IEnumerable<RawClass> named, CancellationToken token)
    {
        var texts = FirstTexts(type, token).ToArray();
        if (texts.Length == 0)
        {
            return null;
        }

        // Custom code has no stub: the one of the class that names it says so.
        var rejections = named
            .Where(part => !FormChecks.IsCompleted(part))
            .Select(part => part.Type.Name)
            .Append(type.Name)
            .Select(ClassAnalysis.RejectionOf);
        return texts.Intersect(rejections, System.StringComparer.Ordinal).Any()
            ? Arguments(type, token).FirstOrDefault() ?? new UnreadArgument(AttributeIndex.None, null)
            : null;
    }

    /// <summary>The texts that emitted parts begin with, as stubs do.</summary>
    private static IEnumerable<string> FirstTexts(INamedTypeSymbol type, CancellationToken token) =>
        from reference in type.DeclaringSyntaxReferences
        where SourceParts.IsGenerated(reference.SyntaxTree)
        let part = reference.GetSyntax(token) as TypeDeclarationSyntax
        where part is not null
        from field in part.Members.Take(1).OfType<FieldDeclarationSyntax>()
        from variable in field.Declaration.Variables
        let text = variable.Initializer?.Value as LiteralExpressionSyntax
        where text is not null
        select text.Token.ValueText;

    /// <summary>The arguments that name constants, but for values of enumerations.</summary>
    private static IEnumerable<UnreadArgument> Arguments(INamedTypeSymbol type, CancellationToken token)
    {
        var attributes = AttributeParser.Of(type);
        for (var index = 0; index < attributes.Count; index++)
        {
            var attribute = attributes[index];
            var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(token) as AttributeSyntax;
            foreach (var (name, value) in AttributeParser.ValuesOf(attribute))
            {
                if (
                    value.Kind is TypedConstantKind.Primitive or TypedConstantKind.Array
                    && syntax is not null
                    && AttributeParser.FindArgument(attribute, syntax, name) is { } argument
                    && argument.Expression.DescendantNodesAndSelf().Any(node => node is IdentifierNameSyntax)
                )
                {
                    yield return new UnreadArgument(index, name);
                }
            }
        }
    }
}
