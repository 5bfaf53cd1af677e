using System.Collections.Immutable;
using System.Globalization;
using ContrastiveDsl.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ContrastiveDsl.CodeFixes;

/// <summary>
/// Applies one fix to all findings of a rule. Edits are applied one after the other, so that those of one attribute do
/// not get into each other's way, and one that several findings ask for is made once.
/// </summary>
internal sealed class FixAllDeclarations : FixAllProvider
{
    /// <summary>The only one.</summary>
    public static FixAllDeclarations Instance { get; } = new();

    /// <summary>What the same fix of other findings has in common.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="index">Which of a finding's fixes it is.</param>
    public static string KeyOf(string id, int index) => id + "/" + index.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc/>
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var diagnostics = await DiagnosticsAsync(fixAllContext).ConfigureAwait(false);
        var fixes = diagnostics
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparer.Ordinal)
            .SelectMany(diagnostic =>
                OfferedFixes
                    .Read(diagnostic)
                    .Where((_, index) => KeyOf(diagnostic.Id, index) == fixAllContext.CodeActionEquivalenceKey)
            )
            .ToArray();
        return fixes.Length == 0
            ? null
            : CodeAction.Create(
                "Fix all",
                token => SolutionEditor.ApplyAsync(fixAllContext.Solution, fixes, token),
                fixAllContext.CodeActionEquivalenceKey
            );
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        if (context is { Scope: FixAllScope.Document, Document: { } document })
        {
            return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
        }

        var projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var project in projects)
        {
            diagnostics.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        }

        return diagnostics.ToImmutable();
    }
}
