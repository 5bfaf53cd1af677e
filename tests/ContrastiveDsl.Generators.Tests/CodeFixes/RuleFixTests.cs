using ContrastiveDsl.Generators.Tests.Diagnostics;
using ContrastiveDsl.Generators.Tests.Misuse;
using Microsoft.CodeAnalysis;

namespace ContrastiveDsl.Generators.Tests.CodeFixes;

/// <summary>
/// Every fix that is offered in the misuse corpus, whose files break every rule: afterwards the project compiles, and
/// the finding is gone.
/// </summary>
public sealed class RuleFixTests
{
    /// <summary>Has faults that are told only when the first is mended.</summary>
    private const string Layered = "Shapes/fault-of-the-encoder-alone.cs";

    /// <summary>The files with a fault.</summary>
    public static TheoryData<string> Files =>
        [
            .. MisuseCorpus.Own.Files.Where(file =>
                file != Layered && MisuseExpectation.Read(MisuseCorpus.Own.Read(file)) is { Count: > 0 }
            ),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Fix_InTheCorpus_MendsItsFindingAndBreaksNothing(string file)
    {
        var project = FixedProject.Of(MisuseCorpus.ProjectOf(MisuseCorpus.Own.Read(file)));
        var before = await project.FindAsync();

        foreach (var (diagnostic, action) in await project.OffersAsync())
        {
            var after = await (await FixedProject.ApplyAsync(action)).FindAsync();

            Count(after, diagnostic.Id)
                .Should()
                .BeLessThan(Count(before, diagnostic.Id), "'{0}' mends it", action.Title);
            foreach (var id in Errors(after))
            {
                Count(after, id).Should().BeLessThanOrEqualTo(Count(before, id), "'{0}' breaks nothing", action.Title);
            }
        }
    }

    /// <summary>What pages say is compared with what is offered where they are tested.</summary>
    [Fact]
    public void Fixes_OfTheCatalogue_AreMany() =>
        RulePage.All.Count(page => page.Offered.Length > 0).Should().BeGreaterThanOrEqualTo(100);

    private static int Count(IEnumerable<Diagnostic> diagnostics, string id) =>
        diagnostics.Count(diagnostic => diagnostic.Id == id);

    private static IEnumerable<string> Errors(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.Id)
            .Distinct();
}
