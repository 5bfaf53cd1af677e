using System.Collections.Immutable;
using System.Globalization;
using ContrastiveDsl.CodeFixes;
using ContrastiveDsl.Generators.Tests.Diagnostics;
using ContrastiveDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ContrastiveDsl.Generators.Tests.CodeFixes;

/// <summary>
/// A project in an editor: what is reported on it, which fixes are offered, and what it is after one of them.
/// </summary>
internal sealed class FixedProject
{
    private static readonly DeclarationCodeFixProvider Provider = new();

    private readonly Solution solution;

    private readonly Lazy<Task<IReadOnlyList<Diagnostic>>> diagnostics;

    private FixedProject(Solution solution)
    {
        this.solution = solution;
        diagnostics = new(async () =>
            InOrder(await Analysis.RunAsync((await Project.GetCompilationAsync())!, DiagnosticSeverity.Info))
        );
    }

    private Project Project => solution.Projects.Single();

    /// <summary>As a reader meets them: rules of several files are checked at the same time.</summary>
    private static IReadOnlyList<Diagnostic> InOrder(IEnumerable<Diagnostic> found) =>
        [
            .. found
                .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparer.Ordinal),
        ];

    /// <summary>The texts of its files, in their order.</summary>
    public IReadOnlyList<string> Texts =>
        [.. Project.Documents.Select(document => document.GetTextAsync().Result.ToString())];

    /// <summary>A project of some files.</summary>
    public static FixedProject Of(params string[] sources)
    {
        var project = new AdhocWorkspace()
            .AddProject("Shop", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest))
            .WithCompilationOptions(Analysis.Compile().Options)
            .WithMetadataReferences(References.All);
        for (var index = 0; index < sources.Length; index++)
        {
            project = project.AddDocument($"Source{index}.cs", SourceText.From(sources[index])).Project;
        }

        return new FixedProject(project.Solution);
    }

    /// <summary>All that the compiler and the rules say, information included.</summary>
    public Task<IReadOnlyList<Diagnostic>> FindAsync() => diagnostics.Value;

    /// <summary>The fixes of every finding, in the order of an editor's menu.</summary>
    public async Task<IReadOnlyList<Offer>> OffersAsync()
    {
        var offers = new List<Offer>();
        foreach (var diagnostic in await FindAsync())
        {
            if (
                Provider.FixableDiagnosticIds.Contains(diagnostic.Id)
                && solution.GetDocument(diagnostic.Location.SourceTree) is { } document
            )
            {
                var context = new CodeFixContext(
                    document,
                    diagnostic,
                    (action, _) => offers.Add(new(diagnostic, action)),
                    CancellationToken.None
                );
                await Provider.RegisterCodeFixesAsync(context);
            }
        }

        return offers;
    }

    /// <summary>The project after a fix.</summary>
    public static async Task<FixedProject> ApplyAsync(CodeAction action)
    {
        var operation = (await action.GetOperationsAsync(CancellationToken.None)).Single();
        return new FixedProject(operation.Should().BeOfType<ApplyChangesOperation>().Subject.ChangedSolution);
    }

    /// <summary>The project after the fix with a title.</summary>
    public async Task<FixedProject> ApplyAsync(string title)
    {
        var offers = await OffersAsync();
        offers.Select(offer => offer.Action.Title).Should().Contain(title);
        return await ApplyAsync(offers.First(offer => offer.Action.Title == title).Action);
    }

    /// <summary>The project after a fix, applied to all findings of its rule.</summary>
    public async Task<FixedProject> ApplyToAllAsync(string title, FixAllScope scope)
    {
        var offers = await OffersAsync();
        offers.Select(offer => offer.Action.Title).Should().Contain(title);
        var (diagnostic, action) = offers.First(offer => offer.Action.Title == title);
        var context = new FixAllContext(
            solution.GetDocument(diagnostic.Location.SourceTree)!,
            Provider,
            scope,
            action.EquivalenceKey!,
            [diagnostic.Id],
            new Diagnostics(await FindAsync()),
            CancellationToken.None
        );
        return await ApplyAsync((await Provider.GetFixAllProvider().GetFixAsync(context))!);
    }

    /// <summary>What an editor knows already.</summary>
    private sealed class Diagnostics(IReadOnlyList<Diagnostic> all) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(
            Project project,
            CancellationToken cancellationToken
        ) => Task.FromResult<IEnumerable<Diagnostic>>(all);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document,
            CancellationToken cancellationToken
        )
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return all.Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(
            Project project,
            CancellationToken cancellationToken
        ) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}

/// <summary>A fix that an editor's menu shows.</summary>
/// <param name="Diagnostic">The finding.</param>
/// <param name="Action">The fix.</param>
internal sealed record Offer(Diagnostic Diagnostic, CodeAction Action);
