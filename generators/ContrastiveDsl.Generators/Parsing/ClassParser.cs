using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>
/// Reads declared classes. Generator and analyzer share it, so that what is rejected and what is emitted cannot drift
/// apart.
/// </summary>
internal static class ClassParser
{
    /// <summary>Tags that bring remarks, those of another class or of a file too.</summary>
    private static readonly string[] RemarkTags = ["<remarks", "<inheritdoc", "<include"];

    /// <summary>
    /// The class that an attribute stands on, or <see langword="null"/> where another of its attributes or parts stands
    /// for it: a partial class yields one model.
    /// </summary>
    public static ParsedClass? Parse(GeneratorAttributeSyntaxContext context, CancellationToken token)
    {
        if (context.TargetSymbol is not INamedTypeSymbol type)
        {
            return null;
        }

        var parsed = Parse(type, token, context.SemanticModel.Compilation);
        if (parsed.Class.Declaring is not { } declaring)
        {
            return null;
        }

        var reference = AttributeParser.Of(type)[declaring.Index.Value].ApplicationSyntaxReference;
        return context.Attributes.Any(attribute => IsSame(attribute.ApplicationSyntaxReference, reference))
            ? parsed
            : null;
    }

    /// <summary>A class, whatever stands on it.</summary>
    /// <param name="type">The class.</param>
    /// <param name="token">Cancels.</param>
    /// <param name="compilation">The compilation before emission, where the class is to be emitted.</param>
    public static ParsedClass Parse(INamedTypeSymbol type, CancellationToken token, Compilation? compilation = null)
    {
        var raw = Read(type, 0, token);
        var sources = SourceParts.Of(type, token);
        var declaration = new DeclarationModel(
            raw.Type,
            raw.Kind,
            TypeNames.NamespaceOf(type),
            new EquatableArray<ContainingTypeModel>(Containers(type)),
            TypeNames.Identifier(type),
            HintNames.Of(type),
            FormChecks.CanReopen(raw),
            raw.Facts.BaseClass is not null
        )
        {
            CanBeStatic = sources.TrueForAll(IsBare),
            Names = compilation is null
                ? NameFacts.None
                : NameParser.Read(type, raw.Kind, AttributeParser.ClassesOf(type), compilation),
            Documentation = Documentation(sources),
            HasUserCode = raw.Facts.Members.Count > 0 || raw.Facts.IsModule,
            Warnings = MarkParser.Warnings(type, AttributeParser.ClassesOf(type)),
            IsForbidden = MarkParser.IsForbidden(type),
            Form = Form(type, raw.Facts),
        };
        return new ParsedClass(declaration, raw);
    }

    private static StubForm Form(INamedTypeSymbol type, ClassFacts facts) =>
        new(Keyword(type), TypeNames.TypeParameters(type))
        {
            IsStatic = facts.IsStatic,
            IsAbstract = facts.IsAbstract,
            HasPrimaryConstructor = facts.HasPrimaryConstructor,
            LacksBaseConstructor = facts.LacksBaseConstructor,
            TakesSettings = type.InstanceConstructors.Any(constructor =>
                constructor.Parameters.Length == 1 && constructor.Parameters[0].Type.Name == "RunSettings"
            ),
            OwnConstructor = facts.LacksBaseConstructor ? CallOfOwn(type) : null,
        };

    /// <summary>How a further constructor calls one of the user's, whose parameters tell it from others.</summary>
    private static string? CallOfOwn(INamedTypeSymbol type) =>
        type.InstanceConstructors.FirstOrDefault(constructor =>
            !constructor.IsImplicitlyDeclared && constructor.Parameters.All(each => each.RefKind == RefKind.None)
        )
            is { } own
            ? "this(" + string.Join(", ", own.Parameters.Select(each => "@" + each.Name + ": default!")) + ")"
            : null;

    private static RawClass Read(ITypeSymbol symbol, int depth, CancellationToken token) =>
        Read(symbol, symbol, depth, token);

    /// <summary>A class as another one, or itself, has it.</summary>
    private static RawClass Read(ITypeSymbol symbol, ITypeSymbol root, int depth, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        if (symbol is not INamedTypeSymbol named || depth > RawClass.MaximumDepth)
        {
            return new RawClass(
                TypeNames.Of(symbol),
                new ClassFacts { FromSource = false },
                EquatableArray<RawAttribute>.Empty
            );
        }

        // Of a class without type arguments nothing but its attributes could be read.
        var type = named.IsUnboundGenericType ? named.OriginalDefinition : named;
        var attributes = new List<RawAttribute>();
        var isBroken = false;
        foreach (var attribute in AttributeParser.Of(type))
        {
            var raw = AttributeParser.Read(
                attribute,
                attributes.Count,
                part => Read(part, root, depth + 1, token),
                ref isBroken
            );
            attributes.Add(raw with { Declaration = SourceParts.IndexOf(type, attribute) });
        }

        // The compiler says so where the attributes are: they stand on no class, or name what nobody may name.
        isBroken |= attributes.Count > 0 && (type.TypeKind != TypeKind.Class || NamesForbidden(type));
        var bare = new RawClass(TypeNames.Of(type), new ClassFacts(), new EquatableArray<RawAttribute>(attributes));
        var facts = FactsParser.Read(type, bare.Kind, root.ContainingAssembly ?? type.ContainingAssembly, token) with
        {
            IsBroken = isBroken,
            IsUnbound = named.IsUnboundGenericType,
            Unread = isBroken || attributes.Count == 0 ? null : UnreadParser.Read(type, bare.Named, token),
        };
        var read = bare with { Facts = facts };
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, root.ContainingAssembly))
        {
            // In an editor, the sources of another project of the solution can be seen too.
            var lacksCode = IsWithoutCode(read, type);
            read = read with
            {
                Facts = facts with
                {
                    FromSource = false,
                    CompiledWithoutGenerator = lacksCode ? type.ContainingAssembly.Name : null,
                },
            };
        }

        var isUsable =
            type.TypeKind == TypeKind.Class && FormChecks.IsUsable(read) && (depth == 0 || !IsForbidden(type, root));
        return isUsable ? read : read with { Type = read.Type with { IsUsable = false } };
    }

    private static bool NamesForbidden(INamedTypeSymbol type) =>
        AttributeParser.ClassesOf(type).Exists(part => IsForbidden(part, type));

    private static bool IsForbidden(INamedTypeSymbol part, ITypeSymbol named) =>
        MarkParser.IsForbidden(part) && named is INamedTypeSymbol by && !MarkParser.IsObsolete(by);

    /// <summary>Whether a class of another assembly lacks what the generator would have given it.</summary>
    private static bool IsWithoutCode(RawClass raw, INamedTypeSymbol type) =>
        FormChecks.IsCompleted(raw)
        && raw.Kind switch
        {
            DeclarationKind.Encoder => type.GetMembers("FeatureSize").IsEmpty,
            DeclarationKind.Views => type.GetMembers("DrawCount").IsEmpty,
            DeclarationKind.Loss => type.GetMembers(CustomMethods.Compute).IsEmpty,
            var kind => kind.IsHead() && type.GetMembers("OutputSize").IsEmpty,
        };

    private static bool IsBare(TypeDeclarationSyntax part) =>
        part is { BaseList: null, ParameterList: null, Members.Count: 0 }
        && !part.Modifiers.Any(SyntaxKind.SealedKeyword);

    private static UserDocumentation Documentation(List<TypeDeclarationSyntax> parts)
    {
        var comments = parts
            .SelectMany(part => part.GetLeadingTrivia())
            .Where(IsDocumentation)
            .Select(comment => comment.ToFullString())
            .ToArray();
        return comments.Length == 0 ? UserDocumentation.None
            : Array.Exists(comments, HasRemarks) ? UserDocumentation.WithRemarks
            : UserDocumentation.WithoutRemarks;
    }

    private static bool HasRemarks(string comment) =>
        Array.Exists(RemarkTags, tag => comment.IndexOf(tag, StringComparison.Ordinal) >= 0);

    /// <summary>Where no documentation file is written, the compiler takes documentation for plain comments.</summary>
    private static bool IsDocumentation(SyntaxTrivia trivia) =>
        trivia.HasStructure
            ? trivia.GetStructure() is DocumentationCommentTriviaSyntax
            : IsDocumentation(trivia.ToString());

    private static bool IsSame(SyntaxReference? left, SyntaxReference? right) =>
        left is not null && right is not null && left.SyntaxTree == right.SyntaxTree && left.Span == right.Span;

    private static bool IsDocumentation(string comment) =>
        (comment.StartsWith("///", StringComparison.Ordinal) && !comment.StartsWith("////", StringComparison.Ordinal))
        || (
            comment.StartsWith("/**", StringComparison.Ordinal)
            && !comment.StartsWith("/**/", StringComparison.Ordinal)
            && !comment.StartsWith("/***", StringComparison.Ordinal)
        );

    private static List<ContainingTypeModel> Containers(INamedTypeSymbol type)
    {
        var containers = new List<ContainingTypeModel>();
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containers.Insert(
                0,
                new ContainingTypeModel(Keyword(outer), TypeNames.Identifier(outer) + TypeNames.TypeParameters(outer))
            );
        }

        return containers;
    }

    private static string Keyword(INamedTypeSymbol type) =>
        type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
}
