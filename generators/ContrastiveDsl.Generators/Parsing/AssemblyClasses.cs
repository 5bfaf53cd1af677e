using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>Finds the classes that are declared in the language.</summary>
internal static class AssemblyClasses
{
    /// <summary>Whether a type is one.</summary>
    public static bool Is(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class && AttributeParser.Of(type).Count > 0;

    /// <summary>All of an assembly, nested ones too.</summary>
    public static IEnumerable<INamedTypeSymbol> Of(IAssemblySymbol assembly) =>
        Types(assembly.GlobalNamespace).Where(Is);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is not INamespaceOrTypeSymbol inner)
            {
                continue;
            }

            if (inner is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (var nested in Types(inner))
            {
                yield return nested;
            }
        }
    }
}
