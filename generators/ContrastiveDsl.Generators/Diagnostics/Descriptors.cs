using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Diagnostics;

/// <summary>The rules of the language as the compiler knows them.</summary>
internal static class Descriptors
{
    /// <summary>Category of every diagnostic.</summary>
    public const string Category = "ContrastiveDsl";

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = RuleCatalogue.All.ToDictionary(
        rule => rule.Id,
        Create,
        StringComparer.Ordinal
    );

    /// <summary>All descriptors, in the order of the rules.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.CreateRange(ById.Values);

    /// <summary>The descriptor of a rule.</summary>
    public static DiagnosticDescriptor Of(Rule rule) => ById[rule.Id];

    private static DiagnosticDescriptor Create(Rule rule) =>
        new(
            id: rule.Id,
            title: rule.Title,
            messageFormat: rule.Message,
            category: Category,
            defaultSeverity: SeverityOf(rule.Severity),
            isEnabledByDefault: true,
            description: null,
            customTags: rule == DeclarationRules.TorchSharpMissing ? [WellKnownDiagnosticTags.CompilationEnd] : []
        );

    private static DiagnosticSeverity SeverityOf(Severity severity) =>
        severity switch
        {
            Severity.Error => DiagnosticSeverity.Error,
            Severity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        };
}
