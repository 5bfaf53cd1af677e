using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>
/// Reads marks that make the compiler complain of whoever names a class or calls a function: obsolete, experimental, or
/// what a function returns may be null.
/// The user's own file says whether that is accepted; generated code repeats what the user has named there.
/// </summary>
internal static class MarkParser
{
    /// <summary>Ids of the warnings that naming a class and its parts brings, sorted.</summary>
    /// <param name="type">The class.</param>
    /// <param name="parts">The classes that its attributes name.</param>
    public static EquatableArray<string> Warnings(INamedTypeSymbol type, IEnumerable<INamedTypeSymbol> parts)
    {
        var ids = new SortedSet<string>(System.StringComparer.Ordinal);
        foreach (var named in parts.Append(type))
        {
            foreach (var marked in Around(named).Concat(Called(named)))
            {
                foreach (var attribute in marked.GetAttributes())
                {
                    Add(ids, attribute);
                }

                if (marked is IMethodSymbol { ReturnType.NullableAnnotation: NullableAnnotation.Annotated })
                {
                    ids.Add("CS8602");
                    ids.Add("CS8604");
                }
            }
        }

        return new EquatableArray<string>(ids);
    }

    /// <summary>Whether naming a class is an error, unless whoever names it is obsolete itself.</summary>
    public static bool IsForbidden(INamedTypeSymbol type) => Around(type).Any(IsForbidden);

    /// <summary>Whether calling a function is an error.</summary>
    public static bool IsForbidden(ISymbol symbol) =>
        symbol
            .GetAttributes()
            .Any(attribute =>
                IsObsolete(attribute)
                && attribute.ConstructorArguments is { Length: 2 } arguments
                && arguments[1].Value is true
            );

    /// <summary>Whether a class or one around it is obsolete, so that it may name what is.</summary>
    public static bool IsObsolete(INamedTypeSymbol type) =>
        Around(type).Any(level => level.GetAttributes().Any(IsObsolete));

    private static IEnumerable<ISymbol> Around(INamedTypeSymbol type)
    {
        for (var level = type; level is not null; level = level.ContainingType)
        {
            yield return level;
        }
    }

    /// <summary>What generated code may call of custom code.</summary>
    private static IEnumerable<ISymbol> Called(INamedTypeSymbol type) =>
        type
            .InstanceConstructors.Concat(type.GetMembers(CustomMethods.Compute))
            .Concat(type.GetMembers(CustomMethods.Apply));

    private static void Add(SortedSet<string> ids, AttributeData attribute)
    {
        if (IsObsolete(attribute))
        {
            ids.Add("CS0612");
            ids.Add("CS0618");
            // In place of these it may have an id of its own.
            AddId(ids, attribute.NamedArguments.FirstOrDefault(named => named.Key == "DiagnosticId").Value.Value);
        }
        else if (
            Is(attribute, "ExperimentalAttribute", "CodeAnalysis")
            && attribute.ConstructorArguments is { Length: 1 } arguments
        )
        {
            AddId(ids, arguments[0].Value);
        }
    }

    private static void AddId(SortedSet<string> ids, object? value)
    {
        if (
            value is string { Length: > 0 } id
            && id.All(character => char.IsLetterOrDigit(character) || character == '_')
        )
        {
            ids.Add(id);
        }
    }

    private static bool IsObsolete(AttributeData attribute) => Is(attribute, "ObsoleteAttribute", "System");

    private static bool Is(AttributeData attribute, string name, string space) =>
        attribute.AttributeClass is { } type && type.Name == name && type.ContainingNamespace.Name == space;
}
