using System.Globalization;
using ContrastiveDsl.Declarations.Tests.Compiled;
using ContrastiveDsl.Declarations.Tests.Random;
using Xunit.Abstractions;

namespace ContrastiveDsl.Declarations.Tests;

/// <summary>
/// What holds for whatever somebody declares: either everything compiles without a warning, or every error is ours, but
/// for those that it has without generated code too. Nothing crashes, nothing is computed twice, and a program reads
/// from the compiled attributes what the compiler read.
/// </summary>
public sealed class DeclarationTests(ITestOutputHelper output)
{
    [Fact]
    public void Declaration_AtRandom_IsSoundOrHasNoErrorsButOurs()
    {
        var outcomes = Sample.Of.Outcomes;

        outcomes.Should().HaveCount(Sample.Count);
        Report(outcomes);
    }

    /// <summary>Else next to nothing would be said of generated code.</summary>
    [Fact]
    public void Declaration_AtRandom_IsOftenSound() =>
        Sample.Of.Outcomes.Count(outcome => outcome.IsAccepted).Should().BeGreaterThanOrEqualTo(Sample.Count * 3 / 10);

    /// <summary>Every attribute, every setting, and each value of a setting that has but a few.</summary>
    [Fact]
    public void Declaration_AtRandom_HasEveryWordOfTheLanguage() =>
        Vocabulary
            .Everything.Where(wish => !Sample.Of.Outcomes.Any(outcome => outcome.Declaration.Has(wish)))
            .Should()
            .BeEmpty();

    [Fact]
    public void Declaration_ThatIsSound_TrainsEveryParameter()
    {
        var faults = new List<string>();
        var trained = 0;
        foreach (var chosen in Sample.Of.Trainable())
        {
            using var program = LoadedProgram.Of([chosen.Declaration]);
            var definition = program.Experiments().Single()!;
            trained++;
            // A unit that no image excites has no gradient, which other weights have.
            var fault = Enumerable
                .Range(1, 3)
                .Select(seed => TrainedExperiment.Fault(definition, seed))
                .TakeWhile(said => said is not null)
                .ToArray();
            if (fault.Length == 3)
            {
                faults.Add(fault[0] + "\n" + chosen.Declaration);
            }
        }

        output.WriteLine($"{trained} trained");
        faults.Should().BeEmpty();
        trained.Should().Be(Sample.Trained);
    }

    private void Report(IReadOnlyList<Outcome> outcomes)
    {
        var accepted = outcomes.Where(outcome => outcome.IsAccepted).ToArray();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Sample.Seed}: {outcomes.Count} declarations, {accepted.Length} accepted, {outcomes.Count(outcome => outcome.Compiler.Count > 0)} refused by the compiler alone or too"
            )
        );
        foreach (
            var ids in outcomes
                .SelectMany(outcome => outcome.Ours.Concat(outcome.Compiler))
                .GroupBy(id => id)
                .OrderByDescending(ids => ids.Count())
        )
        {
            output.WriteLine($"  {ids.Key} {ids.Count()}");
        }

        var never = Vocabulary.Everything.Where(wish => !accepted.Any(outcome => outcome.Declaration.Has(wish)));
        output.WriteLine("never accepted: " + string.Join(", ", never));
    }
}
