using System;
using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Generators.Emission;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>
/// Finds out which names of emitted code mean something else where a class stands. Emitted <c>using</c> directives
/// stand inside the namespace, so only what is nearer than they are counts: the class, its bases, the types around it
/// and its own namespace; in the global namespace also what global
/// <c>using</c> directives import beside them.
/// </summary>
internal sealed class NameParser
{
    private const string Root = "global::";

    private readonly INamedTypeSymbol type;
    private readonly Compilation compilation;
    private readonly List<INamespaceOrTypeSymbol> inner = [];
    private readonly List<INamespaceSymbol> spaces = [];
    private readonly List<INamespaceOrTypeSymbol> imported = [];
    private readonly Dictionary<string, string> aliases = [];

    private NameParser(INamedTypeSymbol type, DeclarationKind kind, Compilation compilation)
    {
        this.type = type;
        this.compilation = compilation;
        AddSpaces(type.ContainingNamespace);
        AddTypes(kind);
        inner.Add(spaces[0]);
        if (type.ContainingNamespace.IsGlobalNamespace)
        {
            AddGlobalUsings();
        }
    }

    /// <summary>The facts about a class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="kind">What it declares.</param>
    /// <param name="parts">The classes that its attributes name.</param>
    /// <param name="compilation">The compilation, without generated code.</param>
    public static NameFacts Read(
        INamedTypeSymbol type,
        DeclarationKind kind,
        IReadOnlyList<INamedTypeSymbol> parts,
        Compilation compilation
    )
    {
        var parser = new NameParser(type, kind, compilation);
        foreach (var part in parts)
        {
            parser.AddSpaceOf(part);
        }

        var hidden = new SortedSet<string>(StringComparer.Ordinal);
        parser.FindHiddenTypes(hidden);
        parser.FindHiddenRoots(parts, hidden);
        var names = new List<PartName>();
        foreach (var part in parts)
        {
            if (parser.NameOf(part) is { } name && !names.Contains(name))
            {
                names.Add(name);
            }
        }

        return new NameFacts(new EquatableArray<string>(hidden), new EquatableArray<PartName>(names));
    }

    /// <summary>
    /// The namespaces around the class, its own first, with what all assemblies put there; the global one is the last.
    /// </summary>
    private void AddSpaces(INamespaceSymbol own)
    {
        for (var space = own; !space.IsGlobalNamespace; space = space.ContainingNamespace)
        {
            if (Merged(space) is { } merged)
            {
                spaces.Add(merged);
            }
        }

        spaces.Add(compilation.GlobalNamespace);
    }

    private void AddTypes(DeclarationKind kind)
    {
        for (var level = type; level is not null; level = level.ContainingType)
        {
            for (var named = level; named is not null; named = named.BaseType)
            {
                inner.Add(named);
            }
        }

        // The base that emission gives it.
        if (kind.IsNetwork())
        {
            for (
                var module = compilation.GetTypeByMetadataName("TorchSharp.torch+nn+Module`2");
                module is not null;
                module = module.BaseType
            )
            {
                inner.Add(module);
            }
        }
    }

    private void AddGlobalUsings()
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.GetRoot() is not CompilationUnitSyntax { Usings.Count: > 0 } unit)
            {
                continue;
            }

            foreach (var directive in unit.Usings)
            {
                if (!directive.GlobalKeyword.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.None))
                {
                    AddGlobalUsing(directive, compilation.GetSemanticModel(tree));
                }
            }
        }
    }

    private void AddGlobalUsing(UsingDirectiveSyntax directive, SemanticModel model)
    {
        var symbol = directive.Name is null ? null : model.GetSymbolInfo(directive.Name).Symbol;
        if (directive.Alias is { } alias)
        {
            aliases[alias.Name.Identifier.ValueText] = symbol is null ? string.Empty : TypeNames.QualifiedName(symbol);
        }
        else if (symbol is INamespaceOrTypeSymbol scope)
        {
            imported.Add(scope);
        }
    }

    /// <summary>A part's namespace is imported, unless the class stands in it.</summary>
    private void AddSpaceOf(INamedTypeSymbol part)
    {
        if (
            part.ContainingType is null
            && Merged(part.ContainingNamespace) is { } space
            && !spaces.Contains(space)
            && !imported.Contains(space)
        )
        {
            imported.Add(space);
        }
    }

    private void FindHiddenTypes(SortedSet<string> hidden)
    {
        foreach (var scope in LibraryNames.Scopes)
        {
            for (var index = 0; index < scope.Types.Count; index++)
            {
                var (name, path) = (scope.Types[index], scope.Paths[index]);
                if (FindInside(name) is { } nearest ? !Is(nearest, path) : IsAmbiguous(name, path))
                {
                    hidden.Add(path);
                }
            }
        }

        // An attribute answers to both names.
        if (hidden.Contains("System.CodeDom.Compiler.GeneratedCodeAttribute"))
        {
            hidden.Add("System.CodeDom.Compiler.GeneratedCode");
        }
    }

    private void FindHiddenRoots(IReadOnlyList<INamedTypeSymbol> parts, SortedSet<string> hidden)
    {
        foreach (var root in new[] { "ContrastiveDsl", "System", "TorchSharp" })
        {
            AddIfHidden(root, hidden);
        }

        foreach (var part in parts)
        {
            AddIfHidden(FirstName(TypeNames.QualifiedName(part)), hidden);
        }
    }

    private void AddIfHidden(string root, SortedSet<string> hidden)
    {
        for (var space = 0; space < spaces.Count - 1; space++)
        {
            if (FindIn(spaces[space], root) is not null)
            {
                hidden.Add(root);
            }
        }
    }

    /// <summary>The part as the class can name it shortly, or <see langword="null"/>.</summary>
    private PartName? NameOf(INamedTypeSymbol part)
    {
        var full = part.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        if (!full.StartsWith(Root, StringComparison.Ordinal))
        {
            // A type with a word of its own, int or a tuple, which is no part.
            return null;
        }

        var path = full.Substring(Root.Length);
        var qualified = TypeNames.QualifiedName(part);
        if (FindInside(part.Name) is { } nearest)
        {
            return Is(nearest, qualified) ? new PartName(path, string.Empty) : null;
        }

        if (part.ContainingType is not null || IsAmbiguous(part.Name, qualified) || IsInLibrary(part.Name))
        {
            return null;
        }

        for (var space = 1; space < spaces.Count; space++)
        {
            if (FindIn(spaces[space], part.Name) is { } outer)
            {
                return Is(outer, qualified) ? new PartName(path, string.Empty) : Imported(part, path);
            }
        }

        return Imported(part, path);
    }

    /// <summary>A type of the global namespace cannot be imported.</summary>
    private PartName? Imported(INamedTypeSymbol part, string path) =>
        part.ContainingNamespace.IsGlobalNamespace || !imported.Contains(Merged(part.ContainingNamespace)!)
            ? null
            : new PartName(path, path.Substring(0, path.LastIndexOf('.')));

    /// <summary>
    /// What the name means before any <c>using</c> directive is asked, or <see langword="null"/>. Asked of a hundred
    /// names for every class at every edit, so it allocates nothing.
    /// </summary>
    private ISymbol? FindInside(string name)
    {
        foreach (var level in inner)
        {
            if (FindIn(level, name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private ISymbol? FindIn(INamespaceOrTypeSymbol level, string name)
    {
        foreach (var member in level.GetMembers(name))
        {
            if (IsSeen(member, level))
            {
                return member;
            }
        }

        return null;
    }

    private bool IsSeen(ISymbol member, INamespaceOrTypeSymbol level) =>
        member.DeclaredAccessibility switch
        {
            Accessibility.Private => level is INamedTypeSymbol && Contains(level),
            Accessibility.Internal or Accessibility.ProtectedAndInternal => member.ContainingAssembly
                is not { } assembly
                || SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)
                || assembly.GivesAccessTo(compilation.Assembly),
            _ => true,
        };

    private bool Contains(ISymbol level)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(outer, level))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether something imported beside the emitted directives has the name too.</summary>
    private bool IsAmbiguous(string name, string path)
    {
        if (aliases.TryGetValue(name, out var target))
        {
            return target != path;
        }

        foreach (var scope in imported)
        {
            if (FindIn(scope, name) is INamespaceOrTypeSymbol found && !Is(found, path))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsInLibrary(string name)
    {
        foreach (var scope in LibraryNames.Scopes)
        {
            INamespaceOrTypeSymbol? symbol = scope.IsType
                ? compilation.GetTypeByMetadataName(scope.Path)
                : Space(scope.Path);
            if (symbol is not null && FindIn(symbol, name) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private INamespaceSymbol? Merged(INamespaceSymbol space) =>
        space.IsGlobalNamespace ? compilation.GlobalNamespace : Space(TypeNames.QualifiedName(space));

    private INamespaceSymbol? Space(string path)
    {
        INamespaceSymbol? space = compilation.GlobalNamespace;
        foreach (var name in path.Split('.'))
        {
            space = space is null ? null : Child(space, name);
        }

        return space;
    }

    private static INamespaceSymbol? Child(INamespaceSymbol space, string name) =>
        space.GetMembers(name).OfType<INamespaceSymbol>().FirstOrDefault();

    private static bool Is(ISymbol symbol, string path) =>
        symbol is INamedTypeSymbol && TypeNames.QualifiedName(symbol) == path;

    private static string FirstName(string path)
    {
        var dot = path.IndexOf('.');
        return dot < 0 ? path : path.Substring(0, dot);
    }
}
