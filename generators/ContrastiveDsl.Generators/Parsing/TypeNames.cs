using System.Linq;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>Writes symbols as names.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat Qualified = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces
    );

    /// <summary>The same with type arguments, no type of which is written in a way of its own.</summary>
    private static readonly SymbolDisplayFormat QualifiedWithArguments = Qualified
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters)
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.ExpandNullable | SymbolDisplayMiscellaneousOptions.ExpandValueTuple
        );

    private static readonly SymbolDisplayFormat Escaped = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
    );

    private static readonly SymbolDisplayFormat Simple = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
    );

    /// <summary>As people write types in C#: <c>double</c>, <c>Tensor</c>, <c>Task&lt;Tensor&gt;</c>.</summary>
    private static readonly SymbolDisplayFormat AsWritten = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
    );

    /// <summary>A type as people write it, for messages.</summary>
    public static string Short(ITypeSymbol type) => type.ToDisplayString(AsWritten);

    /// <summary>The parameters of a method as people write them, for messages; default values are left out.</summary>
    public static string Parameters(IMethodSymbol method) =>
        string.Join(", ", method.Parameters.Select(parameter => Kind(parameter.RefKind) + Written(parameter)));

    private static string Written(IParameterSymbol parameter) =>
        (parameter.IsParams ? "params " : string.Empty) + Short(parameter.Type) + " " + parameter.Name;

    private static string Kind(RefKind kind) =>
        kind switch
        {
            RefKind.None => string.Empty,
            RefKind.Out => "out ",
            RefKind.In => "in ",
            _ => "ref ",
        };

    /// <summary>The names of a class.</summary>
    public static TypeName Of(ITypeSymbol type) =>
        new(NameOf(type), QualifiedName(type), type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
        {
            Visibility = VisibilityOf(type),
        };

    /// <summary>
    /// The name with namespace and containing types, dots between, and with the type arguments that it is given; what
    /// findings are targeted at. A program reads the same of the compiled class.
    /// </summary>
    public static string QualifiedName(ISymbol type) =>
        type.ToDisplayString(HasTypeArguments(type) ? QualifiedWithArguments : Qualified);

    private static bool HasTypeArguments(ISymbol symbol) =>
        symbol is INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } type
        && !SymbolEqualityComparer.Default.Equals(type, type.OriginalDefinition);

    /// <summary>The namespace of a class, keywords escaped; empty for the global one.</summary>
    public static string NamespaceOf(INamedTypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(Escaped) : string.Empty;

    /// <summary>
    /// The name alone, escaped where it is a keyword or might become one, of which the compiler would warn in the
    /// emitted part too (CS8981).
    /// </summary>
    public static string Identifier(INamedTypeSymbol type) =>
        MightBecomeKeyword(type.Name) ? "@" + type.Name : type.ToDisplayString(Simple);

    /// <summary>The type parameters in their brackets, as a further part has to repeat them; empty for none.</summary>
    public static string TypeParameters(INamedTypeSymbol type) =>
        type.TypeParameters.IsEmpty
            ? string.Empty
            : "<"
                + string.Join(
                    ", ",
                    type.TypeParameters.Select(parameter =>
                        parameter.Variance switch
                        {
                            VarianceKind.In => "in ",
                            VarianceKind.Out => "out ",
                            _ => string.Empty,
                        } + parameter.ToDisplayString(Simple)
                    )
                )
                + ">";

    /// <summary>The name alone; of what has none, or a word of C#, the way that C# writes it.</summary>
    private static string NameOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None, IsTupleType: false, Name.Length: > 0 }
            ? type.Name
            : type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    private static bool MightBecomeKeyword(string name)
    {
        foreach (var character in name)
        {
            if (character is < 'a' or > 'z')
            {
                return false;
            }
        }

        return true;
    }

    private static Visibility VisibilityOf(ITypeSymbol type)
    {
        var visibility = Visibility.Public;
        for (var level = type; level is not null; level = level.ContainingType)
        {
            var own = level.DeclaredAccessibility switch
            {
                _ when level is INamedTypeSymbol { IsFileLocal: true } => Visibility.Private,
                Accessibility.Public => Visibility.Public,
                Accessibility.Internal or Accessibility.ProtectedOrInternal => Visibility.Internal,
                _ => Visibility.Private,
            };
            visibility = own < visibility ? own : visibility;
        }

        return visibility;
    }
}
