using ContrastiveDsl.Declarations.Tests.Compiled;
using ContrastiveDsl.Declarations.Tests.Random;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Outcome = ContrastiveDsl.Declarations.Tests.Compiled.Outcome;

namespace ContrastiveDsl.Declarations.Tests;

/// <summary>
/// The random declarations of a run of the tests: always the same ones, unless <c>CONTRASTIVE_SEED</c> says otherwise;
/// many more, and other ones each time, in long tests.
/// </summary>
internal sealed class Sample
{
    private const string SeedVariable = "CONTRASTIVE_SEED";
    private const int OfProject = 50;
    private const ulong UsualSeed = 2026;

    private static readonly Lazy<Sample> Made = new(() => new Sample());
    private readonly List<Outcome> outcomes = [];

    private Sample()
    {
        for (var first = 0; first < Count; first += OfProject)
        {
            var wishes = Enumerable
                .Range(first, OfProject)
                .Select(index => Vocabulary.Everything[index % Vocabulary.Everything.Count]);
            Check(Project.Having(wishes), first);
        }
    }

    /// <summary>The sample, whose declarations are as they should be.</summary>
    /// <exception cref="Exception">One is not. The message shows the smallest one found, and the seed.</exception>
    public static Sample Of => Made.Value;

    /// <summary>Whether the long tests run.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("CONTRASTIVE_LONG") == "1";

    /// <summary>Declarations in all.</summary>
    public static int Count => IsLong ? 10_000 : 550;

    /// <summary>The seed of all chance.</summary>
    public static ulong Seed { get; } =
        Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } stated
            ? ulong.Parse(stated, System.Globalization.CultureInfo.InvariantCulture)
        : IsLong ? (ulong)System.Random.Shared.NextInt64()
        : UsualSeed;

    /// <summary>What was made of each declaration.</summary>
    public IReadOnlyList<Outcome> Outcomes => outcomes;

    /// <summary>Experiments that are trained in all.</summary>
    public static int Trained => IsLong ? 200 : 20;

    /// <summary>Those that are trained, of as many methods as there are, and small enough for that.</summary>
    public IReadOnlyList<Outcome> Trainable() =>
        [
            .. outcomes
                .Where(outcome => outcome.IsTrainable)
                .GroupBy(outcome => outcome.Method)
                .SelectMany(method => method.Select((outcome, turn) => (outcome, turn)))
                .OrderBy(pair => pair.turn)
                .Select(pair => pair.outcome)
                .Take(Trained),
        ];

    private void Check(Arbitrary<Project> projects, int first)
    {
        IReadOnlyList<Outcome> judged = [];
        var chance = new Replay(new Rnd(Seed + (ulong)first, 1), FSharpOption<int>.None);
        var configuration = Config
            .QuickThrowOnFailure.WithMaxTest(1)
            .WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(chance))
            .WithName($"{SeedVariable}={Seed}, declarations {first} to {first + OfProject - 1}");
        FsCheck.Check.One(configuration, Prop.ForAll(projects, Judge));
        outcomes.AddRange(judged);

        void Judge(Project project)
        {
            // Half of the programs are enough, unless there is time.
            judged = Judged.Of(project, isRun: IsLong || first % (2 * OfProject) == 0);
            var faults = judged.SelectMany(outcome => outcome.Faults).Distinct().ToArray();
            Assert.True(
                faults.Length == 0,
                $"{SeedVariable}={Seed}\n" + string.Join('\n', faults) + "\n" + (faults.Length > 0 ? project : null)
            );
        }
    }
}
