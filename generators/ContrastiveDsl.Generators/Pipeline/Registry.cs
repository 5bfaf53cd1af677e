using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using ContrastiveDsl.Generators.Emission;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Pipeline;

/// <summary>The experiments of a project.</summary>
/// <param name="IsNeeded">
/// Whether one is declared at all, faulty or not: programs that name the list must then compile.
/// </param>
/// <param name="Experiments">Those that can run and that the list can reach, by name.</param>
internal sealed record Registry(bool IsNeeded, EquatableArray<TypeName> Experiments)
{
    /// <summary>Ids of the warnings that naming them brings, sorted.</summary>
    public EquatableArray<string> Warnings { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The list of all experiments.</summary>
    /// <param name="experiments">The experiments of each method.</param>
    public static IncrementalValueProvider<Registry> Of(
        IReadOnlyList<IncrementalValuesProvider<AnalyzedClass>> experiments
    )
    {
        var all = Entries(experiments[0]);
        for (var method = 1; method < experiments.Count; method++)
        {
            all = all.Combine(Entries(experiments[method])).Select(static (pair, _) => pair.Left.AddRange(pair.Right));
        }

        return all.Select(Sorted).WithTrackingName(TrackingNames.Registry);
    }

    private static IncrementalValueProvider<ImmutableArray<Registry>> Entries(
        IncrementalValuesProvider<AnalyzedClass> experiments
    ) => experiments.Select(Entry).WithTrackingName(TrackingNames.Entry).Collect();

    private static Registry Entry(AnalyzedClass analyzed, CancellationToken token)
    {
        var runs =
            analyzed.Fault is null
            && analyzed.Declaration is { CanReopen: true, IsForbidden: false, Type.Visibility: not Visibility.Private };
        return new Registry(
            true,
            runs ? new EquatableArray<TypeName>(analyzed.Declaration.Type) : EquatableArray<TypeName>.Empty
        )
        {
            Warnings = runs ? analyzed.Declaration.Warnings : EquatableArray<string>.Empty,
        };
    }

    private static Registry Sorted(ImmutableArray<Registry> entries, CancellationToken token)
    {
        var experiments = new List<TypeName>();
        foreach (var entry in entries)
        {
            experiments.AddRange(entry.Experiments);
        }

        experiments.Sort(static (left, right) => string.CompareOrdinal(left.Qualified, right.Qualified));
        var warnings = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            warnings.UnionWith(entry.Warnings);
        }

        return new Registry(entries.Length > 0, new EquatableArray<TypeName>(experiments))
        {
            Warnings = new EquatableArray<string>(warnings),
        };
    }
}
