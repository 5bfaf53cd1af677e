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
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("CONTRASTIVE_LONG") == "1";

    /// <summary>Has faults that are told only when the first is mended.</summary>
    private const string Layered = "Shapes/fault-of-the-encoder-alone.cs";

    /// <summary>The first file of each rule; among the long tests, every file.</summary>
    public static TheoryData<string> Files
    {
        get
        {
            var broken =
                from file in MisuseCorpus.Own.Files
                where file != Layered
                from expectation in MisuseExpectation.Read(MisuseCorpus.Own.Read(file))!
                select (File: file, expectation.Id);
            return [.. (IsLong ? broken : broken.DistinctBy(rule => rule.Id)).Select(rule => rule.File).Distinct()];
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Fix_InTheCorpus_LeavesNoFindingOfTheRule(string file)
    {
        var project = FixedProject.Of([MisuseCorpus.Own.Read(file), .. MisuseCorpus.Usings]);
        var before = await project.FindAsync();

        foreach (var (diagnostic, action) in await project.OffersAsync())
        {
            var after = await (await FixedProject.ApplyAsync(action)).FindAsync();

            Count(after, diagnostic.Id)
                .Should()
                .BeLessThan(Count(before, diagnostic.Id), "'{0}' mends it", action.Title);
            Errors(after).Should().BeSubsetOf(Errors(before), "'{0}' breaks nothing", action.Title);
        }
    }

    /// <summary>What pages say is compared with what is offered where they are tested.</summary>
    [Fact]
    public void Fixes_OfTheCatalogue_AreMany() =>
        RulePage.All.Count(page => page.Offered.Length > 0).Should().BeGreaterThanOrEqualTo(70);

    private static int Count(IEnumerable<Diagnostic> diagnostics, string id) =>
        diagnostics.Count(diagnostic => diagnostic.Id == id);

    private static IEnumerable<string> Errors(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.Id)
            .Distinct();
}
