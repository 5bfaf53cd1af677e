using System.Collections.Generic;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Every rule of the language.</summary>
internal static class RuleCatalogue
{
    /// <summary>All rules, in the order of their ids.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        DeclarationRules
            .All.Concat(ShapeRules.All)
            .Concat(MethodRules.All)
            .Concat(MethodCatalogue.All.SelectMany(method => method.Rules).Distinct())
            .Concat(DataRules.All)
            .Concat(OptimizerRules.All)
            .Concat(OptimizerCatalogue.All.SelectMany(optimizer => optimizer.Rules).Distinct())
            .Concat(MemoryRules.All)
            .Concat(InternalRules.All)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .ToArray();
}
