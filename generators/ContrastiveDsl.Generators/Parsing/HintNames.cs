using System;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>
/// Names of generated files: bounded, because full paths are, and unique where file systems do not tell cases apart.
/// </summary>
internal static class HintNames
{
    /// <summary>Longest name, without extension.</summary>
    public const int Longest = 100;

    // Keywords stay as they are: a file's name may not contain the @ that would escape them.
    private static readonly SymbolDisplayFormat Plain = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces
    );

    /// <summary>
    /// The metadata name with namespace; cut and followed by its hash where it is too long or another class differs
    /// from it only by case.
    /// </summary>
    public static string Of(INamedTypeSymbol type)
    {
        var full = FullName(type);
        var hasTwin = HasTwin(type);
        if (full.Length <= Longest && !hasTwin)
        {
            return full;
        }

        var hash = Hash(full).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
        var room = Longest - hash.Length - 1;
        return (full.Length <= room ? full : full.Substring(0, room)) + "_" + hash;
    }

    /// <summary>
    /// The 32-bit FNV-1a hash of a text's UTF-8 bytes: the same on every machine, unlike a string's hash code.
    /// </summary>
    public static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ value) * 16777619u);
        }

        return hash;
    }

    private static string FullName(INamedTypeSymbol type)
    {
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "+" + name;
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } space
            ? space.ToDisplayString(Plain) + "." + name
            : name;
    }

    /// <summary>Looks at every level, since a namespace or an outer class may have the twin.</summary>
    private static bool HasTwin(INamedTypeSymbol type)
    {
        for (
            ISymbol level = type;
            level is INamedTypeSymbol or INamespaceSymbol { IsGlobalNamespace: false };
            level = level.ContainingSymbol
        )
        {
            if (level.ContainingSymbol is INamespaceOrTypeSymbol container && HasTwin(level, container))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasTwin(ISymbol symbol, INamespaceOrTypeSymbol container) =>
        container
            .GetMembers()
            .OfType<INamespaceOrTypeSymbol>()
            .Any(member =>
                member.Name.Length == symbol.Name.Length
                && string.Equals(member.Name, symbol.Name, StringComparison.OrdinalIgnoreCase)
                && !string.Equals(member.Name, symbol.Name, StringComparison.Ordinal)
            );
}
