using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
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
    /// <summary>The classes that name each class of an assembly, found once for all of its families.</summary>
    private static readonly ConditionalWeakTable<IAssemblySymbol, ILookup<INamedTypeSymbol, INamedTypeSymbol>> Namers =
        new();

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
            : Namers
                .GetValue(type.ContainingAssembly, assembly => FindNamers(assembly, token))[type]
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

    private static ILookup<INamedTypeSymbol, INamedTypeSymbol> FindNamers(
        IAssemblySymbol assembly,
        CancellationToken token
    ) =>
        AssemblyClasses
            .Of(assembly)
            .OrderBy(other => other.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), StringComparer.Ordinal)
            .SelectMany(other =>
            {
                token.ThrowIfCancellationRequested();
                return AttributeParser
                    .ClassesOf(other)
                    .Select(named => named.OriginalDefinition)
                    .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
                    .Select(named => (Named: named, By: other));
            })
            .ToLookup<(INamedTypeSymbol Named, INamedTypeSymbol By), INamedTypeSymbol, INamedTypeSymbol>(
                found => found.Named,
                found => found.By,
                SymbolEqualityComparer.Default
            );

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
