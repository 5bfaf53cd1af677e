using System;
using System.Collections.Generic;
using System.Threading;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>Reads what a class itself is like.</summary>
internal static class FactsParser
{
    /// <summary>The facts about a class.</summary>
    public static ClassFacts Read(INamedTypeSymbol type, CancellationToken token)
    {
        var parts = SourceParts.Of(type, token);
        var facts = CustomCodeParser.Read(type) with
        {
            IsStatic = type.IsStatic,
            IsAbstract = type.IsAbstract && !type.IsStatic,
            IsGeneric = IsGeneric(type),
            IsFileLocal = type.IsFileLocal,
            IsRecord = type.IsRecord,
        };
        if (parts.Count == 0)
        {
            return facts with { FromSource = false };
        }

        var baseClass = BaseClass(type, parts);
        return facts with
        {
            IsPartial = parts.TrueForAll(IsPartial),
            NonPartialContainer = NonPartialContainer(type, token),
            HasPrimaryConstructor = parts.Exists(part => part.ParameterList is not null),
            BaseClass = baseClass,
            IsBaseUnknown = baseClass is not null && type.BaseType is null or { TypeKind: TypeKind.Error },
            IsModule = facts.IsModule && baseClass is not null,
            IsStatic = parts.Exists(part => part.Modifiers.Any(SyntaxKind.StaticKeyword)),
            Members = new EquatableArray<RawMember>(Members(parts)),
        };
    }

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
    private static string? BaseClass(INamedTypeSymbol type, List<TypeDeclarationSyntax> parts)
    {
        foreach (var part in parts)
        {
            if (part.BaseList is { Types.Count: > 0 } list && !IsInterface(type, list.Types[0].Type))
            {
                return list.Types[0].Type.ToString();
            }
        }

        return null;
    }

    private static bool IsInterface(INamedTypeSymbol type, TypeSyntax syntax)
    {
        var name = SimpleName(syntax);
        foreach (var candidate in type.Interfaces)
        {
            if (candidate.Name == name)
            {
                return true;
            }
        }

        return false;
    }

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
    private static List<RawMember> Members(List<TypeDeclarationSyntax> parts)
    {
        var members = new List<RawMember>();
        foreach (var part in parts)
        {
            foreach (var member in part.Members)
            {
                AddMember(members, member);
            }
        }

        members.Sort(static (left, right) => Compare(left, right));
        return members;
    }

    private static int Compare(RawMember left, RawMember right)
    {
        var order = string.CompareOrdinal(left.Name, right.Name);
        return order != 0 ? order : left.Parameters.CompareTo(right.Parameters);
    }

    private static void AddMember(List<RawMember> members, MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case MethodDeclarationSyntax method:
                members.Add(new RawMember(method.Identifier.ValueText, method.ParameterList.Parameters.Count));
                break;
            case ConstructorDeclarationSyntax constructor when IsSeparate(constructor):
                members.Add(new RawMember(RawMember.Constructor, constructor.ParameterList.Parameters.Count));
                break;
            case PropertyDeclarationSyntax property:
                members.Add(new RawMember(property.Identifier.ValueText, -1));
                break;
            case EventDeclarationSyntax @event:
                members.Add(new RawMember(@event.Identifier.ValueText, -1));
                break;
            case BaseFieldDeclarationSyntax field:
                foreach (var variable in field.Declaration.Variables)
                {
                    members.Add(new RawMember(variable.Identifier.ValueText, -1));
                }

                break;
            case BaseTypeDeclarationSyntax nested:
                members.Add(new RawMember(nested.Identifier.ValueText, -1));
                break;
            case DelegateDeclarationSyntax @delegate:
                members.Add(new RawMember(@delegate.Identifier.ValueText, -1));
                break;
        }
    }
}
