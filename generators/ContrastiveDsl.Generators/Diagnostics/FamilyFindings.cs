using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Diagnostics;

/// <summary>
/// What experiments find that is wrong in an augmentation family of theirs. It is reported with the family, once for
/// all that find the same: so it shows wherever the family is open, and does not depend on which class comes first.
/// </summary>
internal static class FamilyFindings
{
    /// <summary>Whether a finding about a class is left to a family that the class names.</summary>
    public static bool IsLeftToFamily(Finding finding, INamedTypeSymbol type) => FamilyOf(finding, type) is not null;

    /// <summary>
    /// What is to be reported with a class because others find it there, each with the first by name of those that do.
    /// </summary>
    /// <param name="type">The class; of one that is no family nothing is found.</param>
    /// <param name="analyze">What is wrong with a class.</param>
    /// <param name="token">Cancels.</param>
    public static IEnumerable<(Finding Finding, INamedTypeSymbol By)> At(
        INamedTypeSymbol type,
        Func<INamedTypeSymbol, IEnumerable<Finding>> analyze,
        CancellationToken token
    ) =>
        !IsFamily(type)
            ? []
            : AssemblyClasses
                .Of(type.ContainingAssembly)
                .Where(other => Names(other, type, token))
                .OrderBy(
                    other => other.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                    StringComparer.Ordinal
                )
                .SelectMany(other => Analyze(other, analyze).Select(finding => (Finding: finding, By: other)))
                .Where(found => SymbolEqualityComparer.Default.Equals(FamilyOf(found.Finding, found.By), type))
                .GroupBy(found => (found.Finding.Rule, found.Finding.Place, found.Finding.Arguments))
                .Select(same => same.First());

    /// <summary>The family, compiled with a class that names it, at whose attribute a finding stands.</summary>
    private static INamedTypeSymbol? FamilyOf(Finding finding, INamedTypeSymbol type) =>
        !finding.Place.Attribute.IsWritten || finding.Place.Type == TypeNames.QualifiedName(type)
            ? null
            : AttributeParser
                .ClassesOf(type)
                .Where(named => TypeNames.QualifiedName(named) == finding.Place.Type)
                .Select(named => named.OriginalDefinition)
                .FirstOrDefault(named => IsFamily(named) && FindingLocator.IsCompiledWith(named, type));

    private static bool IsFamily(INamedTypeSymbol type) =>
        AttributeParser
            .Of(type)
            .Exists(attribute => AttributeParser.WordOf(attribute) == Words.Of<AugmentationFamilyAttribute>());

    private static bool Names(INamedTypeSymbol other, INamedTypeSymbol type, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        return AttributeParser
            .ClassesOf(other)
            .Exists(named => SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, type));
    }

    /// <summary>A fault of our own in the analysis of another class is reported with that.</summary>
    private static IEnumerable<Finding> Analyze(
        INamedTypeSymbol other,
        Func<INamedTypeSymbol, IEnumerable<Finding>> analyze
    )
    {
        try
        {
            return analyze(other);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return [];
        }
    }
}
