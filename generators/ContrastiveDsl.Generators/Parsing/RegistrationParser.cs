using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>
/// Reads whether a custom module registers its layers. TorchSharp does it by no means of its own: without a call to
/// <c>RegisterComponents</c> or <c>register_module</c> a module has no parameters, and nothing says so.
/// </summary>
internal static class RegistrationParser
{
    private const string RegistersFields = "RegisterComponents";

    private static readonly string[] RegistersOne = ["register_module", "register_parameter", "register_buffer"];

    /// <summary>
    /// A member that is not registered; <see langword="null"/> where there is none, or where other code may do it: a
    /// base class, a method that is given the module, calls for single layers.
    /// </summary>
    /// <param name="type">A custom module.</param>
    /// <param name="parts">What its author wrote of it.</param>
    public static UnregisteredMember? Read(INamedTypeSymbol type, List<TypeDeclarationSyntax> parts)
    {
        if (type.BaseType is not { Name: "Module", ContainingType.Name: "nn" })
        {
            return null;
        }

        var nodes = parts.SelectMany(part => part.DescendantNodes()).ToList();
        if (nodes.Exists(IsHandedOver) || nodes.OfType<MethodDeclarationSyntax>().Any(Registers))
        {
            return null;
        }

        var called = new HashSet<string>(
            nodes.OfType<InvocationExpressionSyntax>().Select(NameOf),
            System.StringComparer.Ordinal
        );
        if (called.Overlaps(RegistersOne))
        {
            return null;
        }

        // A collection beside layers that are registered may hold the same ones.
        var held = type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).ToList();
        return held.Find(field => IsLayer(field.Type)) is { } layer
            ? called.Contains(RegistersFields)
                ? null
                : Member(layer, isCollection: false)
            : held.Find(field => IsCollection(field.Type)) is { } layers
                ? Member(layers, isCollection: true)
                : null;
    }

    /// <summary>Whether the module is an argument of something that may register its layers.</summary>
    private static bool IsHandedOver(SyntaxNode node) =>
        node is ThisExpressionSyntax { Parent: ArgumentSyntax or MemberAccessExpressionSyntax } self
        && (self.Parent is ArgumentSyntax || !IsOwn((MemberAccessExpressionSyntax)self.Parent!));

    /// <summary>Whether it is a field's or a property's name that follows, or a call of the module's own.</summary>
    private static bool IsOwn(MemberAccessExpressionSyntax access) =>
        access.Parent is not InvocationExpressionSyntax
        || access.Name.Identifier.ValueText is RegistersFields or "to" or "call" or "forward" or "train" or "eval"
        || System.Array.IndexOf(RegistersOne, access.Name.Identifier.ValueText) >= 0;

    private static bool Registers(MethodDeclarationSyntax method) => method.Identifier.ValueText == RegistersFields;

    private static string NameOf(InvocationExpressionSyntax call) =>
        call.Expression switch
        {
            SimpleNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            _ => string.Empty,
        };

    private static UnregisteredMember Member(IFieldSymbol field, bool isCollection) =>
        new(field.AssociatedSymbol?.Name ?? field.Name, isCollection);

    private static bool IsLayer(ITypeSymbol type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (
                level
                is { Name: "Module", ContainingType: { Name: "nn", ContainingType.Name: "torch" } }
                    or {
                        Name: "Parameter",
                        ContainingNamespace: { Name: "Modules", ContainingNamespace.Name: "TorchSharp" }
                    }
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCollection(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => IsLayer(array.ElementType),
            // What makes a layer, or is done with one, keeps none.
            INamedTypeSymbol { IsGenericType: true, TypeKind: not TypeKind.Delegate } named => named.TypeArguments.Any(
                IsLayer
            ),
            _ => false,
        };
}
