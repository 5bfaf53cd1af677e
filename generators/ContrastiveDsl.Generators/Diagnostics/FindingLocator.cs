using System.Linq;
using System.Threading;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Diagnostics;

/// <summary>Turns places, which are names and numbers, into locations in the source.</summary>
internal static class FindingLocator
{
    /// <summary>The location of a place, or <see langword="null"/> if it lies in another assembly.</summary>
    /// <param name="place">The place.</param>
    /// <param name="declared">
    /// The class whose analysis it belongs to; the place is this class, one around it or one that it names.
    /// </param>
    /// <param name="token">Cancels.</param>
    public static Location? Locate(Place place, INamedTypeSymbol declared, CancellationToken token)
    {
        // In an editor, another project of the solution has sources too, but no file of this one.
        if (FindType(place.Type, declared) is not { } type || !IsCompiledWith(type, declared))
        {
            return null;
        }

        if (place.Member is { } member)
        {
            return LocateMember(type, member, token);
        }

        var attributes = AttributeParser.Of(type);
        if (!place.Attribute.IsWritten || place.Attribute.Value >= attributes.Count)
        {
            return LocateClass(type, token);
        }

        var attribute = attributes[place.Attribute.Value];
        if (attribute.ApplicationSyntaxReference?.GetSyntax(token) is not AttributeSyntax syntax)
        {
            return null;
        }

        var argument = place.Argument is { } name ? AttributeParser.FindArgument(attribute, syntax, name) : null;
        return (argument ?? (SyntaxNode)syntax).GetLocation();
    }

    /// <summary>
    /// The location of a place that is to be edited; <see langword="null"/> too where nothing of the kind is written: a
    /// setting that comes from a recipe or a preset has the place of that.
    /// </summary>
    public static Location? LocateEdited(Place place, INamedTypeSymbol declared, CancellationToken token) =>
        place.Argument is null || HasProperty(place, place.Argument, declared) ? Locate(place, declared, token) : null;

    /// <summary>
    /// The location of a class itself: the name in a part that lacks <c>partial</c> where there is one, since that is
    /// then what is wrong, or else in the part with the first attribute.
    /// </summary>
    public static Location? LocateClass(INamedTypeSymbol type, CancellationToken token)
    {
        var parts = SourceParts.Of(type, token);
        if (parts.Count == 0)
        {
            return null;
        }

        var chosen = parts.Find(part => !part.Modifiers.Any(SyntaxKind.PartialKeyword))
            ?? parts.Find(part => part.AttributeLists.Count > 0)
            ?? parts[0];
        return chosen.Identifier.GetLocation();
    }

    /// <summary>Whether a class is of the same assembly as another, so that findings can stand in its source.</summary>
    public static bool IsCompiledWith(INamedTypeSymbol type, INamedTypeSymbol other) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, other.ContainingAssembly);

    private static bool HasProperty(Place place, string name, INamedTypeSymbol declared)
    {
        if (!place.Attribute.IsWritten || FindType(place.Type, declared) is not { } type)
        {
            return false;
        }

        var attributes = AttributeParser.Of(type);
        var level = place.Attribute.Value < attributes.Count ? attributes[place.Attribute.Value].AttributeClass : null;
        for (; level is not null; level = level.BaseType)
        {
            if (level.GetMembers(name).Any(member => member is IPropertySymbol))
            {
                return true;
            }
        }

        return false;
    }

    private static INamedTypeSymbol? FindType(string qualified, INamedTypeSymbol declared)
    {
        for (var level = declared; level is not null; level = level.ContainingType)
        {
            if (TypeNames.QualifiedName(level) == qualified)
            {
                return level;
            }
        }

        return FindNamed(qualified, declared, 0);
    }

    private static INamedTypeSymbol? FindNamed(string qualified, INamedTypeSymbol type, int depth) =>
        depth > RawClass.MaximumDepth
            ? null
            : AttributeParser
                .ClassesOf(type)
                .Select(named =>
                    TypeNames.QualifiedName(named) == qualified ? named : FindNamed(qualified, named, depth + 1)
                )
                .FirstOrDefault(found => found is not null);

    private static Location? LocateMember(INamedTypeSymbol type, string name, CancellationToken token) =>
        SourceParts
            .Of(type, token)
            .SelectMany(part => part.Members)
            .SelectMany(member => Identifiers(member, name))
            .Select(identifier => identifier.GetLocation())
            .FirstOrDefault()
        ?? LocateClass(type, token);

    private static IEnumerable<SyntaxToken> Identifiers(MemberDeclarationSyntax member, string name) =>
        name != RawMember.Constructor
            ? FactsParser.Identifiers(member).Where(identifier => identifier.ValueText == name)
        : member is ConstructorDeclarationSyntax constructor && FactsParser.IsSeparate(constructor)
            ? [constructor.Identifier]
        : [];
}
