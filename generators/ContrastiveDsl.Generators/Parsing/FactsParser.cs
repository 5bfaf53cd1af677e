using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>Reads what a class itself is like.</summary>
internal static class FactsParser
{
    /// <summary>The interfaces of an experiment.</summary>
    private static readonly HashSet<string> GeneratedInterfaces = ["IExperiment", "IStateful", "IDisposable"];

    /// <summary>The facts about a class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="kind">What it declares.</param>
    /// <param name="caller">The assembly whose generated code uses it.</param>
    /// <param name="token">Cancels.</param>
    public static ClassFacts Read(
        INamedTypeSymbol type,
        DeclarationKind kind,
        IAssemblySymbol caller,
        CancellationToken token
    )
    {
        var parts = SourceParts.Of(type, token);
        var facts = CustomCodeParser.Read(type, caller) with
        {
            IsStatic = type.IsStatic,
            IsAbstract = type.IsAbstract && !type.IsStatic,
            IsGeneric = IsGeneric(type),
            IsFileLocal = IsFileLocal(type),
            IsRecord = type.IsRecord,
        };
        if (parts.Count == 0)
        {
            return facts with { FromSource = false };
        }

        var baseClass = BaseClass(type, parts, token);
        var isModule = facts.IsModule && baseClass is not null;
        return facts with
        {
            IsPartial = parts.TrueForAll(IsPartial),
            NonPartialContainer = NonPartialContainer(type, token),
            HasPrimaryConstructor = parts.Exists(part => part.ParameterList is not null),
            BaseClass = baseClass,
            IsBaseUnknown = baseClass is not null && type.BaseType is null or { TypeKind: TypeKind.Error },
            IsModule = isModule,
            Unregistered = isModule ? RegistrationParser.Read(type, parts) : null,
            IsStatic = parts.Exists(part => part.Modifiers.Any(SyntaxKind.StaticKeyword)),
            Members = new EquatableArray<RawMember>(Members(parts)),
            RequiredMember = RequiredMember(type, isModule),
            Inherited = baseClass is null
                ? EquatableArray<RawMember>.Empty
                : new EquatableArray<RawMember>(Inherited(type, kind)),
            LacksBaseConstructor =
                baseClass is not null
                && type.BaseType is { TypeKind: TypeKind.Class } ancestor
                && !ancestor.InstanceConstructors.Any(constructor => IsCallable(constructor, type)),
        };
    }

    private static bool IsFileLocal(INamedTypeSymbol type)
    {
        for (var level = type; level is not null; level = level.ContainingType)
        {
            if (level.IsFileLocal)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a constructor of a derived class may leave its call to the compiler.</summary>
    private static bool IsCallable(IMethodSymbol constructor, INamedTypeSymbol type) =>
        constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)
        && IsSeen(constructor, type);

    private static bool IsSeen(ISymbol member, INamedTypeSymbol type) =>
        member.DeclaredAccessibility switch
        {
            Accessibility.Private => false,
            Accessibility.Internal or Accessibility.ProtectedAndInternal => ShowsInternals(
                member.ContainingAssembly,
                type.ContainingAssembly
            ),
            _ => true,
        };

    /// <summary>Whether an assembly is another one, or a friend that shows it what is internal.</summary>
    public static bool ShowsInternals(IAssemblySymbol assembly, IAssemblySymbol other) =>
        SymbolEqualityComparer.Default.Equals(assembly, other) || assembly.GivesAccessTo(other);

    /// <summary>
    /// What a base class hands down, but for every object's own; and but for TorchSharp's where the class is to be a
    /// module of it, to which generated code knows what to add.
    /// </summary>
    private static IEnumerable<RawMember> Inherited(INamedTypeSymbol type, DeclarationKind kind)
    {
        var found = new List<RawMember>();
        for (
            var level = type.BaseType;
            level is { SpecialType: not SpecialType.System_Object } && !(kind.IsNetwork() && IsOfTorchSharp(level));
            level = level.BaseType
        )
        {
            found.AddRange(
                from member in level.GetMembers()
                where member.CanBeReferencedByName && IsSeen(member, type)
                select new RawMember(member.Name, member is IMethodSymbol method ? method.Parameters.Length : -1)
            );
        }

        return found
            .Distinct()
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Parameters);
    }

    private static bool IsOfTorchSharp(INamedTypeSymbol type) => type.ContainingAssembly.Name == "TorchSharp";

    /// <summary>A constructor of custom code may say that it sets what is required.</summary>
    private static string? RequiredMember(INamedTypeSymbol type, bool isModule)
    {
        if (isModule && type.InstanceConstructors.Any(SetsRequiredMembers))
        {
            return null;
        }

        for (var level = type; level is not null && !IsOfTorchSharp(level); level = level.BaseType)
        {
            var required = level
                .GetMembers()
                .FirstOrDefault(member =>
                    member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }
                );
            if (required is not null)
            {
                return required.Name;
            }
        }

        return null;
    }

    private static bool SetsRequiredMembers(IMethodSymbol constructor) =>
        constructor.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute");

    /// <summary>Whether a constructor makes an instance without the help of another constructor of its class.</summary>
    public static bool IsSeparate(ConstructorDeclarationSyntax constructor) =>
        !constructor.Modifiers.Any(SyntaxKind.StaticKeyword)
        && constructor.Initializer?.IsKind(SyntaxKind.ThisConstructorInitializer) != true;

    private static bool IsPartial(TypeDeclarationSyntax part) => part.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static bool IsGeneric(INamedTypeSymbol type)
    {
        for (var level = type; level is not null; level = level.ContainingType)
        {
            if (level.Arity > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static TypeName? NonPartialContainer(INamedTypeSymbol type, CancellationToken token)
    {
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (!SourceParts.Of(outer, token).TrueForAll(IsPartial))
            {
                return TypeNames.Of(outer);
            }
        }

        return null;
    }

    /// <summary>
    /// The base class as the author wrote it. It stands first in a base list, if it is there at all, and an emitted
    /// part may have added one; so it is the first entry that is no interface.
    /// </summary>
    private static string? BaseClass(INamedTypeSymbol type, List<TypeDeclarationSyntax> parts, CancellationToken token)
    {
        // An interface may be written by any name.
        if (HasInterfacesOnly(type, token) || HasEmittedBase(type, token))
        {
            return null;
        }

        foreach (var part in parts)
        {
            if (part.BaseList is { Types.Count: > 0 } list && !IsInterface(type, list.Types[0].Type))
            {
                return list.Types[0].Type.ToString();
            }
        }

        return null;
    }

    /// <summary>
    /// Whether all that is listed are interfaces; a base class that C# refuses, such as a sealed one, counts for none.
    /// </summary>
    private static bool HasInterfacesOnly(INamedTypeSymbol type, CancellationToken token) =>
        type.BaseType is { SpecialType: SpecialType.System_Object }
        && type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(token))
            .OfType<TypeDeclarationSyntax>()
            .Sum(part => part.BaseList?.Types.Count ?? 0) == type.Interfaces.Length;

    /// <summary>Whether an emitted part has added a base class, which it does where there is none.</summary>
    private static bool HasEmittedBase(INamedTypeSymbol type, CancellationToken token) =>
        type
            .DeclaringSyntaxReferences.Where(reference => SourceParts.IsGenerated(reference.SyntaxTree))
            .Select(reference => reference.GetSyntax(token))
            .OfType<TypeDeclarationSyntax>()
            .Any(part => part.BaseList is { Types.Count: > 0 } list && !IsInterface(type, list.Types[0].Type));

    private static bool IsInterface(INamedTypeSymbol type, TypeSyntax syntax) =>
        type.Interfaces.Any(candidate => candidate.Name == SimpleName(syntax));

    private static string SimpleName(TypeSyntax syntax) =>
        syntax switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => string.Empty,
        };

    /// <summary>
    /// Names by syntax alone: binding every member of every declared class at every keystroke would be felt.
    /// </summary>
    private static IEnumerable<RawMember> Members(List<TypeDeclarationSyntax> parts) =>
        parts
            .SelectMany(part => part.Members)
            .SelectMany(MembersOf)
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Parameters);

    private static IEnumerable<RawMember> MembersOf(MemberDeclarationSyntax member) =>
        member switch
        {
            _ when IsOfForeignInterface(member) => [],
            MethodDeclarationSyntax method =>
            [
                new RawMember(method.Identifier.ValueText, method.ParameterList.Parameters.Count)
                {
                    IsOverride = method.Modifiers.Any(SyntaxKind.OverrideKeyword),
                },
            ],
            ConstructorDeclarationSyntax constructor when IsSeparate(constructor) =>
            [
                new RawMember(RawMember.Constructor, constructor.ParameterList.Parameters.Count),
            ],
            _ => Identifiers(member).Select(identifier => new RawMember(identifier.ValueText, -1)),
        };

    /// <summary>
    /// Whether a member implements an interface explicitly, so that its name is free for others, and not one that
    /// generated code implements: then the user's would take the place of the generated one.
    /// </summary>
    private static bool IsOfForeignInterface(MemberDeclarationSyntax member)
    {
        var @interface = member switch
        {
            MethodDeclarationSyntax method => method.ExplicitInterfaceSpecifier,
            BasePropertyDeclarationSyntax property => property.ExplicitInterfaceSpecifier,
            _ => null,
        };
        return @interface is not null && !GeneratedInterfaces.Contains(SimpleName(@interface.Name));
    }

    /// <summary>
    /// The names that a member other than a constructor declares: a field's declaration may have several.
    /// </summary>
    public static IEnumerable<SyntaxToken> Identifiers(MemberDeclarationSyntax member) =>
        member switch
        {
            MethodDeclarationSyntax method => [method.Identifier],
            PropertyDeclarationSyntax property => [property.Identifier],
            EventDeclarationSyntax @event => [@event.Identifier],
            BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier),
            BaseTypeDeclarationSyntax nested => [nested.Identifier],
            DelegateDeclarationSyntax @delegate => [@delegate.Identifier],
            _ => [],
        };
}
