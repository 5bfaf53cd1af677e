using ContrastiveDsl.Generators.Tests.Harness;
using FluentAssertions.Execution;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace ContrastiveDsl.Generators.Tests.Incrementality;

/// <summary>
/// What is computed anew after an edit. Every second run sees trees that were parsed anew, as no tree of the first run
/// could help it.
/// </summary>
public sealed class EditTests
{
    private const string Parsed = "Parsed";
    private const string Analyzed = "Analyzed";

    private const string Rate = """
        namespace Shop;

        internal static class Rates
        {
            public const double Temperature = 0.2;
        }
        """;

    [Fact]
    public void Files_AfterTheSameTextParsedAnew_AreCached() => AfterEdit(source => source).Should().BeCached();

    [Fact]
    public void Files_AfterShiftedSpans_AreCached() => AfterEdit(source => "// shift\n\n" + source).Should().BeCached();

    [Fact]
    public void Files_AfterAnUnrelatedFile_AreCached()
    {
        var run = GeneratorRun.Start(Compilations.Create(Sources.Clothes));

        run.Next(Compilations.Create(Sources.Clothes, "internal static class Unrelated;")).Should().BeCached();
    }

    [Fact]
    public void Files_AfterAMethodInADeclaredClass_AreEmittedForThatClassAlone()
    {
        // Its generated members are then marked one by one.
        var run = AfterEdit(source =>
            source.Replace(
                "class ClothesSimClr;",
                "class ClothesSimClr { internal int A() => 1; }",
                StringComparison.Ordinal
            )
        );

        run.ModifiedFiles().Should().Equal("Shop.ClothesSimClr.Definition.g.cs", "Shop.ClothesSimClr.g.cs");
    }

    [Fact]
    public void Files_AfterAChangeInTheBodyOfAMethod_AreCached()
    {
        var source = Sources.Clothes.Replace(
            "class ClothesSimClr;",
            "class ClothesSimClr { internal int A() => 1; }",
            StringComparison.Ordinal
        );
        var run = GeneratorRun.Start(Compilations.Create(source));

        run.Next(Compilations.Create(source.Replace("=> 1", "=> 2", StringComparison.Ordinal))).Should().BeCached();
    }

    [Fact]
    public void Files_AfterAnotherMethod_AreCachedBehindTheAnalysis()
    {
        var source = Sources.Clothes.Replace(
            "class ClothesSimClr;",
            "class ClothesSimClr { internal int A() => 1; }",
            StringComparison.Ordinal
        );
        var run = GeneratorRun.Start(Compilations.Create(source));

        var next = run.Next(
            Compilations.Create(
                source.Replace(
                    "internal int A() => 1;",
                    "internal int A() => 1; internal int B() => 1;",
                    StringComparison.Ordinal
                )
            )
        );

        using var scope = new AssertionScope();
        next.Reasons(Parsed).Count(reason => reason == Modified).Should().Be(1);
        next.Reasons(Analyzed).Should().NotContain(Modified);
        next.Should().BeCached();
    }

    [Fact]
    public void Files_AfterASettingOfTheExperiment_ChangeForTheExperimentAlone()
    {
        var run = AfterEdit(source => source.Replace("4e-3", "5e-3", StringComparison.Ordinal));

        using var scope = new AssertionScope();
        run.Reasons(Parsed).Count(reason => reason == Modified).Should().Be(1);
        run.Reasons(Analyzed).Count(reason => reason == Modified).Should().Be(1);
        run.ModifiedFiles().Should().Equal("Shop.ClothesSimClr.Definition.g.cs", "Shop.ClothesSimClr.g.cs");
        run.Files["Shop.ClothesSimClr.g.cs"].Should().Contain("LearningRate = 0.005;");
    }

    [Fact]
    public void Files_AfterASettingOfAPart_ChangeForThePartAndItsExperiment()
    {
        var run = AfterEdit(source => source.Replace("Output = 64", "Output = 32", StringComparison.Ordinal));

        run.ModifiedFiles()
            .Should()
            .Equal("Shop.ClothesProjector.g.cs", "Shop.ClothesSimClr.Definition.g.cs", "Shop.ClothesSimClr.g.cs");
    }

    [Fact]
    public void Files_AfterAConstantInAnotherFile_FollowIt()
    {
        var source = Sources.Clothes.Replace(
            "Temperature = 0.2",
            "Temperature = Rates.Temperature",
            StringComparison.Ordinal
        );
        var run = GeneratorRun.Start(Compilations.Create(source, Rate));

        var next = run.Next(Compilations.Create(source, Rate.Replace("0.2", "0.5", StringComparison.Ordinal)));

        next.ModifiedFiles().Should().Contain("Shop.ClothesLoss.g.cs").And.NotContain("Shop.ClothesEncoder.g.cs");
        next.Files["Shop.ClothesLoss.g.cs"].Should().Contain("Temperature = 0.5;");
    }

    [Fact]
    public void Files_OfADeletedClass_AreGone()
    {
        var source = Sources.Parts + Sources.SimClr;
        var run = GeneratorRun.Start(Compilations.Create(source));
        run.Files.Should().ContainKey("Shop.ClothesSimClr.g.cs").And.ContainKey("ContrastiveDsl.Experiments.g.cs");

        var next = run.Next(Compilations.Create(Sources.Parts));

        next.Files.Keys.Should()
            .BeEquivalentTo(
                Generated.PrepareTorch,
                "Shop.ClothesEncoder.g.cs",
                "Shop.ClothesLoss.g.cs",
                "Shop.ClothesProjector.g.cs",
                "Shop.ClothesViews.g.cs"
            );
    }

    [Fact]
    public void Files_OfARenamedClass_BearTheNewName()
    {
        var run = AfterEdit(source => source.Replace("ClothesLoss", "GarmentLoss", StringComparison.Ordinal));

        run.Files.Should().ContainKey("Shop.GarmentLoss.g.cs").And.NotContainKey("Shop.ClothesLoss.g.cs");
        Compilations.Complaints(run.Output).Should().BeEmpty();
    }

    [Fact]
    public void Files_OfAClassInTwoParts_AreEmittedOnceAndFollowBoth()
    {
        var first = Sources.Parts + Sources.SimClr;
        const string second =
            "namespace Shop; [ContrastiveDsl.Training(Epochs = 7)] public partial class ClothesSimClr;";
        var run = GeneratorRun.Start(Compilations.Create(first, second));
        run.Files["Shop.ClothesSimClr.g.cs"].Should().Contain("Epochs = 7,");

        var next = run.Next(Compilations.Create(first, second.Replace("7", "8", StringComparison.Ordinal)));

        next.ModifiedFiles().Should().Equal("Shop.ClothesSimClr.Definition.g.cs", "Shop.ClothesSimClr.g.cs");
        next.Files["Shop.ClothesSimClr.g.cs"].Should().Contain("Epochs = 8,");
    }

    [Fact]
    public void Corpus_OfManyExperiments_IsWrittenAnewOnlyWhereItIsEdited()
    {
        var corpus = Enumerable
            .Range(0, 60)
            .Select(index =>
                Sources.Clothes.Replace("namespace Shop;", $"namespace Shop{index};", StringComparison.Ordinal)
            )
            .ToArray();
        var run = GeneratorRun.Start(Compilations.Create(corpus));
        run.Files.Should().HaveCount((60 * 6) + 2);

        var edited = corpus
            .Select(
                (source, index) =>
                    index == 17
                        ? source.Replace("Hidden = 256", "Hidden = 128", StringComparison.Ordinal)
                        : "\n" + source
            )
            .ToArray();
        var next = run.Next(Compilations.Create(edited));

        using var scope = new AssertionScope();
        next.ModifiedFiles()
            .Should()
            .Equal("Shop17.ClothesProjector.g.cs", "Shop17.ClothesSimClr.Definition.g.cs", "Shop17.ClothesSimClr.g.cs");
        next.Reasons(Analyzed).Count(reason => reason == Modified).Should().Be(2);
    }

    [Fact]
    public void Run_ThatIsCanceled_SaysSoAndLeavesTheNextOneCorrect()
    {
        var run = GeneratorRun.Start(Compilations.Create(Sources.Parts));
        var canceled = new CancellationToken(canceled: true);

        run.Invoking(driver => driver.Next(Compilations.Create(Sources.Clothes), canceled))
            .Should()
            .Throw<OperationCanceledException>();
        run.Next(Compilations.Create(Sources.Clothes))
            .Files.Should()
            .BeEquivalentTo(GeneratorRun.Start(Compilations.Create(Sources.Clothes)).Files);
    }

    private static GeneratorRun AfterEdit(Func<string, string> edit) =>
        GeneratorRun.Start(Compilations.Create(Sources.Clothes)).Next(Compilations.Create(edit(Sources.Clothes)));
}
