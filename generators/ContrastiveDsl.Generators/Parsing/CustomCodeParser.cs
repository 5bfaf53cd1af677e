using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>Reads whether a custom code has the form that the language asks for.</summary>
internal static class CustomCodeParser
{
    /// <summary>The facts about custom modules, losses and transforms.</summary>
    public static ClassFacts Read(INamedTypeSymbol type) =>
        new()
        {
            IsModule = IsModule(type) && !IsEmitted(type),
            CreatesFromNothing = HasConstructor(type),
            CreatesFromDevice = HasConstructor(type, IsDevice),
            CreatesFromInputSize = HasConstructor(type, IsSize),
            CreatesFromInputSizeAndDevice = HasConstructor(type, IsSize, IsDevice),
            LossParameters = LossParameters(type),
            AppliesTransform = HasStatic(type, "Apply", IsTensor, IsDraws),
        };

    /// <summary>RAFT's loss compares four batches, none more.</summary>
    private const int MaximumLossTensors = 4;

    private delegate bool IsExpected(ITypeSymbol type);

    private static EquatableArray<int> LossParameters(INamedTypeSymbol type) =>
        new(
            Enumerable
                .Range(2, MaximumLossTensors - 1)
                .Where(count => HasStatic(type, "Compute", Enumerable.Repeat<IsExpected>(IsTensor, count).ToArray()))
        );

    private static bool IsModule(INamedTypeSymbol type)
    {
        for (var level = type.BaseType; level is not null; level = level.BaseType)
        {
            if (
                level is
                {
                    Name: "Module",
                    Arity: 2,
                    ContainingType:
                    { Name: "nn", ContainingType: { Name: "torch", ContainingNamespace.Name: "TorchSharp" } }
                }
            )
            {
                return IsTensor(level.TypeArguments[0]) && IsTensor(level.TypeArguments[1]);
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a module of another assembly was generated there: emitted modules register their children themselves and
    /// switch off TorchSharp's way of doing it.
    /// </summary>
    private static bool IsEmitted(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Length == 0 && type.GetMembers("RegisterComponents").Length > 0;

    private static bool HasConstructor(INamedTypeSymbol type, params IsExpected[] expected) =>
        type.InstanceConstructors.Any(constructor => IsReachable(constructor, type) && Accepts(constructor, expected));

    private static bool HasStatic(INamedTypeSymbol type, string name, params IsExpected[] expected) =>
        type.GetMembers(name)
            .OfType<IMethodSymbol>()
            .Any(method =>
                method is { IsStatic: true, Arity: 0 }
                && IsReachable(method, type)
                && IsTensor(method.ReturnType)
                && Accepts(method, expected)
            );

    /// <summary>Whether a call with exactly these arguments binds: further parameters must be optional.</summary>
    private static bool Accepts(IMethodSymbol method, IsExpected[] expected) =>
        method.Parameters.Length >= expected.Length
        && method
            .Parameters.Select(
                (parameter, index) =>
                    index < expected.Length
                        ? parameter.RefKind == RefKind.None && expected[index](parameter.Type)
                        : parameter.IsOptional || parameter.IsParams
            )
            .All(isAccepted => isAccepted);

    private static bool IsReachable(IMethodSymbol method, INamedTypeSymbol type) =>
        !MarkParser.IsForbidden(method)
        && method.DeclaredAccessibility switch
        {
            Accessibility.Public => true,
            Accessibility.Internal or Accessibility.ProtectedOrInternal => type.DeclaringSyntaxReferences.Length > 0,
            _ => false,
        };

    private static bool IsTensor(ITypeSymbol type) =>
        type is { Name: "Tensor", ContainingType: { Name: "torch", ContainingNamespace.Name: "TorchSharp" } };

    private static bool IsDevice(ITypeSymbol type) =>
        type is { Name: "Device", ContainingType: { Name: "torch", ContainingNamespace.Name: "TorchSharp" } };

    private static bool IsDraws(ITypeSymbol type) =>
        type
            is {
                Name: "TransformDraws",
                ContainingNamespace: { Name: "Augmentation", ContainingNamespace.Name: "ContrastiveDsl" }
            };

    private static bool IsSize(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
}
