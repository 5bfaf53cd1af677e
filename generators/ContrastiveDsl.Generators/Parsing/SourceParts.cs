using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>
/// The parts of a class that its author wrote. The analyzer sees emitted parts too; everything that is judged by syntax must leave them out, or it would differ from what the generator saw.
/// </summary>
internal static class SourceParts
{
    /// <summary>The parts in order.</summary>
    public static List<TypeDeclarationSyntax> Of(INamedTypeSymbol type, CancellationToken token)
    {
        var parts = new List<TypeDeclarationSyntax>();
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (!IsGenerated(reference.SyntaxTree) && reference.GetSyntax(token) is TypeDeclarationSyntax part)
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    private static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);
}
