extern alias generator;

using System.Diagnostics;
using System.Globalization;
using ContrastiveDsl.Generators.Tests.Harness;
using FluentAssertions.Execution;
using generator::ContrastiveDsl.Generators.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace ContrastiveDsl.Generators.Tests.Incrementality;

/// <summary>
/// What is computed anew in a project of many experiments: 60, and 1,000 in long tests, which also say how long it
/// takes and how much is allocated. Times are told, never asserted.
/// </summary>
public sealed class ManyExperimentsTests(ITestOutputHelper output)
{
    private const string Parsed = "Parsed";
    private const string Analyzed = "Analyzed";
    private const int Edited = 16;
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("CONTRASTIVE_LONG") == "1";
    private static readonly int Count = IsLong ? 1000 : 60;
    private static readonly ExperimentCorpus Corpus = ExperimentCorpus.Of(Count);
    private static readonly Lazy<GeneratorRun> First = new(() => GeneratorRun.Start(Corpus.Compilation));

    [Fact]
    public void UnrelatedFile_LeavesEverythingCached()
    {
        var next = First.Value.Next(Corpus.WithAnotherFile().Compilation);

        using var scope = new AssertionScope();
        next.Should().BeCached();
        next.Reasons(Parsed).Should().HaveCount(ExperimentCorpus.CountClasses(Count));
        next.Reasons(Parsed).Should().OnlyContain(reason => reason == Cached || reason == Unchanged);
        next.Reasons(Analyzed).Should().OnlyContain(reason => reason == Cached);
    }

    [Theory]
    [InlineData(Edited)]
    [InlineData(Edited + 1)]
    public void SettingOfAnExperiment_ChangesItsOwnFilesAlone(int experiment) =>
        Require(Corpus.WithChange(experiment, "4e-3", "5e-3"), analyzed: 1, [.. ExperimentCorpus.FilesOf(experiment)]);

    [Theory]
    [InlineData(Edited, "Output = 64", "ClothesProjector")]
    [InlineData(Edited, "Temperature = 0.2", "ClothesLoss")]
    [InlineData(Edited, "MinScale = 0.5", "ClothesViews")]
    [InlineData(Edited, "Conv(32, 3)", "ClothesEncoder")]
    [InlineData(Edited + 1, "Output = 16", "ClothesProjector")]
    public void PartOfAnExperiment_ChangesItsOwnFileAndTheExperiments(int experiment, string setting, string part)
    {
        var changed = setting == "Conv(32, 3)" ? "Conv(16, 3)" : setting + "1";

        Require(
            Corpus.WithChange(experiment, setting, changed),
            analyzed: 2,
            [.. ExperimentCorpus.FilesOf(experiment), ExperimentCorpus.FileOf(experiment, part)]
        );
    }

    [Theory]
    [InlineData("Conv(32, 3)", "Conv(16, 3)", "ClothesEncoder")]
    [InlineData("MinScale = 0.5", "MinScale = 0.4", "ClothesViews")]
    public void SharedPart_ChangesItsOwnFileAndThoseOfItsExperiments(string old, string changed, string part)
    {
        var sharing = Enumerable.Range(0, Count).Where(index => index % 2 == 1).ToArray();

        Require(
            Corpus.WithSharedChange(old, changed),
            analyzed: 1 + sharing.Length,
            [.. sharing.SelectMany(ExperimentCorpus.FilesOf), $"Shop.Shared.{part}.g.cs"]
        );
    }

    /// <summary>For information only; its numbers are in docs/architecture.md.</summary>
    [Fact]
    public void Times_OfManyExperiments_AreTold()
    {
        if (!IsLong)
        {
            output.WriteLine("Times are told in long tests (CONTRASTIVE_LONG=1).");
            return;
        }

        foreach (var count in new[] { 125, 250, 500, 1000 })
        {
            Tell(count);
        }
    }

    private static void Require(ExperimentCorpus corpus, int analyzed, IEnumerable<string> files)
    {
        var next = First.Value.Next(corpus.Compilation);

        using var scope = new AssertionScope();
        next.Reasons(Analyzed).Count(reason => reason == Modified).Should().Be(analyzed);
        next.ModifiedFiles().Should().BeEquivalentTo(files);
    }

    private void Tell(int count)
    {
        var classes = ExperimentCorpus.CountClasses(count);
        output.WriteLine($"{count} experiments, {classes} classes");
        var (_, roslyn) = Best(() => Cold(new AttributeReader(), count));
        var (driver, ours) = Best(() => Cold(new ContrastiveDslGenerator(), count));
        Say("the compiler's own search of attributes", roslyn, classes);
        Say("cold run", ours, classes);
        Say("cold run beyond the compiler's search", ours - roslyn, classes);
        var corpus = driver.Corpus;
        Say("after an unrelated file", Edit(driver, corpus.WithAnotherFile()), classes);
        Say("after a setting of an experiment", Edit(driver, corpus.WithChange(Edited, "4e-3", "5e-3")), classes);
        Say(
            "after a setting of a part",
            Edit(driver, corpus.WithChange(Edited, "Output = 64", "Output = 32")),
            classes
        );
        Say("after a setting of a shared part", Edit(driver, corpus.WithSharedChange("32, 3", "16, 3")), classes);
    }

    /// <summary>The fastest of a few, of which the first also compiles the code that is measured.</summary>
    private static (Primed Primed, Cost Cost) Best(Func<(Primed Primed, Cost Cost)> run) =>
        Enumerable.Range(0, 4).Select(_ => run()).MinBy(result => result.Cost.Milliseconds);

    private static (Primed Primed, Cost Cost) Cold(IIncrementalGenerator generator, int count)
    {
        var corpus = ExperimentCorpus.Of(count);
        // What the compiler would do anyhow: it has to know every declaration.
        _ = corpus.Compilation.GetDeclarationDiagnostics();
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            parseOptions: Compilations.ParseOptions
        );
        var cost = Cost.Of(() => driver = driver.RunGenerators(corpus.Compilation));
        return (new Primed(driver, corpus), cost);
    }

    private static Cost Edit(Primed primed, ExperimentCorpus changed)
    {
        Cost Once()
        {
            var driver = primed.Driver;
            var compilation = changed.Compilation.Clone();
            return Cost.Of(() => driver.RunGenerators(compilation));
        }

        return Enumerable.Range(0, 4).Select(_ => Once()).MinBy(cost => cost.Milliseconds);
    }

    private void Say(string what, Cost cost, int classes) =>
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  {what, -42} {cost.Milliseconds, 8:F1} ms, {cost.Milliseconds / classes, 6:F3} ms a class, {cost.Bytes / 1048576.0, 7:F1} MiB"
            )
        );

    /// <summary>A driver that has run, and over what.</summary>
    private sealed record Primed(GeneratorDriver Driver, ExperimentCorpus Corpus);

    /// <summary>What a run takes.</summary>
    private readonly record struct Cost(double Milliseconds, double Bytes)
    {
        public static Cost operator -(Cost left, Cost right) =>
            new(left.Milliseconds - right.Milliseconds, left.Bytes - right.Bytes);

        public static Cost Of(Action run)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var bytes = GC.GetTotalAllocatedBytes(precise: true);
            var clock = Stopwatch.StartNew();
            run();
            clock.Stop();
            return new(clock.Elapsed.TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
        }
    }

    /// <summary>
    /// Does what any generator has to: looks for the attributes and has the compiler bind them, of the parts too.
    /// </summary>
    private sealed class AttributeReader : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            foreach (
                var attribute in typeof(EncoderAttribute)
                    .Assembly.GetExportedTypes()
                    .Where(type =>
                        type.IsSubclassOf(typeof(PartAttribute)) || type.IsSubclassOf(typeof(ExperimentAttribute))
                    )
                    .Where(type => !type.IsAbstract)
            )
            {
                context.RegisterSourceOutput(
                    context.SyntaxProvider.ForAttributeWithMetadataName(
                        attribute.FullName!,
                        static (_, _) => true,
                        static (found, _) =>
                            found.TargetSymbol.GetAttributes().Sum(each => each.ConstructorArguments.Length)
                    ),
                    static (_, _) => { }
                );
            }
        }
    }
}
