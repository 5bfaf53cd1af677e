using System;
using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Generators.Emission;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>Reads whether a custom code has the form that the language asks for.</summary>
internal static class CustomCodeParser
{
    /// <summary>The facts about custom modules, losses and transforms.</summary>
    /// <param name="type">The class.</param>
    /// <param name="caller">The assembly whose generated code calls it.</param>
    public static ClassFacts Read(INamedTypeSymbol type, IAssemblySymbol caller)
    {
        var losses = LossForms(type, caller).ToArray();
        return new()
        {
            IsModule = IsModule(type) && !IsEmitted(type),
            CreatesFromNothing = HasConstructor(type, caller),
            CreatesFromDevice = HasConstructor(type, caller, IsDevice),
            CreatesFromInputSize = HasConstructor(type, caller, IsSize),
            CreatesFromInputSizeAndDevice = HasConstructor(type, caller, IsSize, IsDevice),
            LossParameters = new EquatableArray<int>(losses.Select(form => form.Tensors)),
            LossForms = new EquatableArray<LossForm>(losses),
            AppliesTransform = HasStatic(type, caller, CustomMethods.Apply, OfTransform),
            AppliesWithoutDraws = HasStatic(type, caller, CustomMethods.Apply, IsTensor),
            UnfitMethod = UnfitMethod(type, caller, CustomMethods.Compute, OfLoss)
                ?? UnfitMethod(type, caller, CustomMethods.Apply, [OfTransform, [IsTensor]]),
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
    private static UnfitMethod? UnfitMethod(
        INamedTypeSymbol type,
        IAssemblySymbol caller,
        string name,
        IsExpected[][] forms
    ) =>
        type.GetMembers(name)
            .OfType<IMethodSymbol>()
            .Where(IsWritten)
            .Select(method => FormOf(method, caller, forms))
            .OrderBy(method => method.Faults.Count)
            .FirstOrDefault(method => method.Faults.Count > 0)
        ?? (
            Array.Exists(forms, form => IsAmbiguous(Statics(type, caller, name, form).Where(IsWritten), form.Length))
                ? new UnfitMethod(
                    new EquatableArray<string>("is there more than once, and a call may mean each of them"),
                    null
                )
                : null
        );

    private static bool IsAmbiguous(IEnumerable<IMethodSymbol> accepted, int arguments) =>
        accepted.Any() && Called(accepted, arguments) is null;

    private static bool IsWritten(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Any(reference => !SourceParts.IsGenerated(reference.SyntaxTree));

    private static UnfitMethod FormOf(IMethodSymbol method, IAssemblySymbol caller, IsExpected[][] forms)
    {
        var takesWhatItShould = forms.Any(expected => Accepts(method, expected));
        return new UnfitMethod(
            new EquatableArray<string>(Faults(method, caller, takesWhatItShould)),
            takesWhatItShould && method.Arity == 0 ? TypeNames.Parameters(method) : null
        );
    }

    private static IEnumerable<string> Faults(IMethodSymbol method, IAssemblySymbol caller, bool takesWhatItShould)
    {
        if (MarkParser.IsForbidden(method))
        {
            yield return "is obsolete, so that calling it is an error";
        }
        else if (!IsReachable(method, caller))
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
    /// switch off TorchSharp's way of doing it. So may custom ones, but they do not bear the generator's mark.
    /// </summary>
    private static bool IsEmitted(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Length == 0
        && type.GetMembers("RegisterComponents").Any(member => IsMarked(member) || IsMarked(type));

    private static bool IsMarked(ISymbol symbol) =>
        symbol
            .GetAttributes()
            .Any(attribute =>
                attribute.AttributeClass?.Name == "GeneratedCodeAttribute"
                && attribute.ConstructorArguments.Length == 2
                && attribute.ConstructorArguments[0].Value is SourceFile.Generator
            );

    private static bool HasConstructor(INamedTypeSymbol type, IAssemblySymbol caller, params IsExpected[] expected) =>
        Called(
            type.InstanceConstructors.Where(constructor =>
                IsReachable(constructor, caller) && Accepts(constructor, expected)
            ),
            expected.Length
        )
            is not null;

    private static bool HasStatic(
        INamedTypeSymbol type,
        IAssemblySymbol caller,
        string name,
        params IsExpected[] expected
    ) => Called(Statics(type, caller, name, expected), expected.Length) is not null;

    private static IEnumerable<IMethodSymbol> Statics(
        INamedTypeSymbol type,
        IAssemblySymbol caller,
        string name,
        IsExpected[] expected
    ) =>
        type.GetMembers(name)
            .OfType<IMethodSymbol>()
            .Where(method => !Faults(method, caller, Accepts(method, expected)).Any());

    /// <summary>
    /// Which of the methods that accept so many arguments C# calls: one that leaves nothing out, or else the only one
    /// that takes a whole number, or the only one; none where it is the caller who has to say.
    /// </summary>
    private static IMethodSymbol? Called(IEnumerable<IMethodSymbol> accepted, int arguments)
    {
        var whole = accepted.ToLookup(method => method.Parameters.Length == arguments);
        if (whole[true].FirstOrDefault() is { } exact)
        {
            return exact;
        }

        // The rest of the arguments in an array comes last.
        var rest = whole[false].ToLookup(method => method.Parameters.Skip(arguments).Any(each => each.IsParams));
        var left = (rest[false].Any() ? rest[false] : rest[true]).ToArray();
        var better = left.Where(method => arguments > 0 && IsWhole(method.Parameters[0].Type)).ToArray();
        var chosen = better.Length > 0 ? better : left;
        return chosen.Length == 1 ? chosen[0] : null;
    }

    /// <summary>The losses that can be called.</summary>
    private static IEnumerable<LossForm> LossForms(INamedTypeSymbol type, IAssemblySymbol caller) =>
        from expected in OfLoss
        let called = Called(Statics(type, caller, CustomMethods.Compute, expected), expected.Length)
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

    private static bool IsReachable(IMethodSymbol method, IAssemblySymbol caller) =>
        !MarkParser.IsForbidden(method)
        && method.DeclaredAccessibility switch
        {
            Accessibility.Public => true,
            Accessibility.Internal or Accessibility.ProtectedOrInternal => FactsParser.ShowsInternals(
                method.ContainingAssembly,
                caller
            ),
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

    private static bool IsSize(ITypeSymbol type) => IsWhole(type) || type.SpecialType == SpecialType.System_Int64;

    private static bool IsWhole(ITypeSymbol type) => type.SpecialType == SpecialType.System_Int32;
}
