using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ContrastiveDsl.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>
/// The parts of a class that its author wrote. The analyzer sees emitted parts too; everything that is read from syntax
/// must leave them out, or it would differ from what the generator saw.
/// </summary>
internal static class SourceParts
{
    private static readonly string Folder = typeof(ContrastiveDslGenerator).FullName!;

    /// <summary>The parts in order.</summary>
    public static List<TypeDeclarationSyntax> Of(INamedTypeSymbol type, CancellationToken token) =>
        type
            .DeclaringSyntaxReferences.Where(reference => !IsGenerated(reference.SyntaxTree))
            .Select(reference => reference.GetSyntax(token))
            .OfType<TypeDeclarationSyntax>()
            .ToList();

    /// <summary>
    /// The part that an attribute is written on, counted from 0 in their order; 0 for a class of another assembly.
    /// </summary>
    public static int IndexOf(INamedTypeSymbol type, AttributeData attribute)
    {
        if (attribute.ApplicationSyntaxReference is { } written)
        {
            for (var index = 0; index < type.DeclaringSyntaxReferences.Length; index++)
            {
                var part = type.DeclaringSyntaxReferences[index];
                if (part.SyntaxTree == written.SyntaxTree && part.Span.Contains(written.Span))
                {
                    return index;
                }
            }
        }

        return 0;
    }

    /// <summary>
    /// Whether a file was emitted. Compilers put it into a folder of the generator's name; files of other tools that
    /// end alike are as good as written.
    /// </summary>
    public static bool IsGenerated(SyntaxTree tree) =>
        tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase)
        && tree.FilePath.IndexOf(Folder, StringComparison.Ordinal) >= 0;
}
