using System.Collections.Immutable;
using System.Composition;
using ContrastiveDsl.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ContrastiveDsl.CodeFixes;

/// <summary>
/// Offers the fixes that findings carry. Which rule has one, and what it does, is said where the rule is reported: this
/// class knows no rule.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclarationCodeFixProvider))]
[Shared]
public sealed class DeclarationCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.CreateRange(Descriptors.All.Select(descriptor => descriptor.Id));

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllDeclarations.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            var fixes = OfferedFixes.Read(diagnostic);
            for (var index = 0; index < fixes.Count; index++)
            {
                var fix = fixes[index];
                context.RegisterCodeFix(
                    CodeAction.Create(
                        FixTitle.Of(fix, context.CancellationToken),
                        token => SolutionEditor.ApplyAsync(solution, [fix], token),
                        FixAllDeclarations.KeyOf(diagnostic.Id, index)
                    ),
                    diagnostic
                );
            }
        }

        return Task.CompletedTask;
    }
}
