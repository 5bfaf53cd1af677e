using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>Reads whether a custom code has the form that the language asks for.</summary>
internal static class CustomCodeParser
{
    /// <summary>The facts about custom modules, losses and transforms.</summary>
    public static ClassFacts Read(INamedTypeSymbol type)
    {
        var losses = LossForms(type).ToArray();
        return new()
        {
            IsModule = IsModule(type) && !IsEmitted(type),
            CreatesFromNothing = HasConstructor(type),
            CreatesFromDevice = HasConstructor(type, IsDevice),
            CreatesFromInputSize = HasConstructor(type, IsSize),
            CreatesFromInputSizeAndDevice = HasConstructor(type, IsSize, IsDevice),
            LossParameters = new EquatableArray<int>(losses.Select(form => form.Tensors)),
            LossForms = new EquatableArray<LossForm>(losses),
            AppliesTransform = HasStatic(type, CustomMethods.Apply, OfTransform),
            AppliesWithoutDraws = HasStatic(type, CustomMethods.Apply, IsTensor),
            UnfitMethod = UnfitMethod(type, CustomMethods.Compute, OfLoss)
                ?? UnfitMethod(type, CustomMethods.Apply, [OfTransform, [IsTensor]]),
        };
    }

    /// <summary>RAFT's loss compares four batches, none more.</summary>
    private const int MaximumLossTensors = 4;

    private delegate bool IsExpected(ITypeSymbol type);

    private static readonly IsExpected[][] OfLoss = Enumerable
        .Range(2, MaximumLossTensors - 1)
        .Select(count => Enumerable.Repeat<IsExpected>(IsTensor, count).ToArray())
        .ToArray();

    private static readonly IsExpected[] OfTransform = [IsTensor, IsDraws];

    /// <summary>
    /// The method of this name that has the fewest faults; <see langword="null"/> where one has none, or there is none.
    /// </summary>
    private static UnfitMethod? UnfitMethod(INamedTypeSymbol type, string name, IsExpected[][] forms) =>
        type.GetMembers(name)
            .OfType<IMethodSymbol>()
            .Where(IsWritten)
            .Select(method => FormOf(method, type, forms))
            .OrderBy(method => method.Faults.Count)
            .FirstOrDefault(method => method.Faults.Count > 0);

    private static bool IsWritten(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Any(reference => !SourceParts.IsGenerated(reference.SyntaxTree));

    private static UnfitMethod FormOf(IMethodSymbol method, INamedTypeSymbol type, IsExpected[][] forms)
    {
        var takesWhatItShould = forms.Any(expected => Accepts(method, expected));
        return new UnfitMethod(
            new EquatableArray<string>(Faults(method, type, takesWhatItShould)),
            takesWhatItShould && method.Arity == 0 ? TypeNames.Parameters(method) : null
        );
    }

    private static IEnumerable<string> Faults(IMethodSymbol method, INamedTypeSymbol type, bool takesWhatItShould)
    {
        if (MarkParser.IsForbidden(method))
        {
            yield return "is obsolete, so that calling it is an error";
        }
        else if (!IsReachable(method, type))
        {
            yield return "is " + SyntaxFacts.GetText(method.DeclaredAccessibility);
        }

        if (!method.IsStatic)
        {
            yield return "is an instance method";
        }

        if (method.Arity > 0)
        {
            yield return "has type parameters";
        }

        if (!IsTensor(method.ReturnType))
        {
            yield return "returns " + TypeNames.Short(method.ReturnType);
        }

        if (!takesWhatItShould)
        {
            yield return method.Parameters.IsEmpty ? "takes nothing" : "takes (" + TypeNames.Parameters(method) + ")";
        }
    }

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
        Statics(type, name, expected).Any();

    private static IEnumerable<IMethodSymbol> Statics(INamedTypeSymbol type, string name, IsExpected[] expected) =>
        type.GetMembers(name)
            .OfType<IMethodSymbol>()
            .Where(method => !Faults(method, type, Accepts(method, expected)).Any());

    /// <summary>
    /// The losses that can be called; of two that a call might mean, C# takes the one that leaves nothing out.
    /// </summary>
    private static IEnumerable<LossForm> LossForms(INamedTypeSymbol type) =>
        from expected in OfLoss
        let called = Statics(type, CustomMethods.Compute, expected)
            .OrderBy(method => method.Parameters.Length)
            .FirstOrDefault()
        where called is not null
        select new LossForm(expected.Length, called.Parameters[expected.Length - 1].Name, TypeNames.Parameters(called));

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
