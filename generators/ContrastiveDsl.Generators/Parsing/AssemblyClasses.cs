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

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol container) =>
        container.GetTypeMembers().SelectMany(WithNested).Concat(container.GetNamespaceMembers().SelectMany(Types));

    // Not by all members: those of classes that are generated would all be read.
    private static IEnumerable<INamedTypeSymbol> WithNested(INamedTypeSymbol type) =>
        type.GetTypeMembers().SelectMany(WithNested).Prepend(type);
}
