extern alias generator;

using ContrastiveDsl.Generators.Tests.Diagnostics;
using generator::ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Tests.Misuse;

/// <summary>
/// Declarations as users write them, wrong and right: what each file says at its head is reported, and nothing else.
/// </summary>
public sealed class MisuseCorpusTests
{
    public static TheoryData<string> Files => [.. MisuseCorpus.Chosen.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task MisuseCorpus_File_IsReportedAsItSays(string file)
    {
        var verdict = await MisuseCorpus.Chosen.VerdictAsync(file);

        Assert.True(verdict.Length == 0, file + " " + verdict);
    }

    /// <summary>A folder that does not exist must not look like one without a fault.</summary>
    [Fact]
    public void MisuseCorpus_Chosen_HasFiles() => MisuseCorpus.Chosen.Files.Should().NotBeEmpty();

    [Fact]
    public void MisuseCorpus_Own_HasManyWrongAndRightOnes()
    {
        var right = MisuseCorpus.Own.Files.Count(file => Expected(file).Count == 0);

        MisuseCorpus.Own.Files.Should().HaveCountGreaterThanOrEqualTo(120);
        right.Should().BeGreaterThanOrEqualTo(30);
    }

    [Fact]
    public void MisuseCorpus_Own_BreaksEveryRule()
    {
        var broken = MisuseCorpus.Own.Files.SelectMany(Expected).Select(expectation => expectation.Id).ToHashSet();

        RuleCatalogue
            .All.Select(rule => rule.Id)
            .Except(RulePage.BeyondSource)
            .Should()
            .OnlyContain(id => broken.Contains(id));
    }

    /// <summary>
    /// Our files say all that there is to say: a rule by its number, and by its line, so that they show how it is done.
    /// </summary>
    [Fact]
    public void MisuseCorpus_Own_StatesEveryFindingFully()
    {
        MisuseCorpus.Own.Files.SelectMany(Expected).Should().OnlyContain(expectation => expectation.Precision == 7);
    }

    private static IReadOnlyList<MisuseExpectation> Expected(string file) =>
        MisuseExpectation.Read(MisuseCorpus.Own.Read(file)) ?? [];
}
