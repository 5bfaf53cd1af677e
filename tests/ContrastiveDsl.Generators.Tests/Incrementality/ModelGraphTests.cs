extern alias generator;

using ContrastiveDsl.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Tracking = generator::ContrastiveDsl.Generators.Pipeline.TrackingNames;

namespace ContrastiveDsl.Generators.Tests.Incrementality;

public sealed class ModelGraphTests
{
    public static TheoryData<string> Steps => [.. TrackingNames.All];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Step_OfThePipeline_IsTrackedAndHoldsNothingOfTheCompiler(string step)
    {
        // With analyzers off every step gives something.
        var run = GeneratorRun.Start(
            Compilations.Create(Sources.Clothes),
            new BuildProperties(("RunAnalyzers", "false"))
        );

        run.Result.TrackedSteps.Keys.Should().Contain(step);
        var values = run
            .Result.TrackedSteps[step]
            .SelectMany(tracked => tracked.Outputs)
            .Select(output => output.Value)
            .ToArray();
        values.Should().NotBeEmpty();
        values.Select(ModelGraph.FindForeigner).Should().OnlyContain(found => found == null);
    }

    [Fact]
    public void Walk_OverAPlantedSymbol_NamesItsPath()
    {
        var symbol = Compilations.Create(Sources.Clothes).GetTypeByMetadataName("Shop.ClothesLoss");

        ModelGraph
            .FindForeigner(new Holder(new Holder(symbol)))
            .Should()
            .StartWith("value.<Inner>k__BackingField.<Inner>k__BackingField: ");
    }

    [Fact]
    public void Walk_OverAPlantedTreeInAList_NamesTheList()
    {
        List<SyntaxTree> trees = [.. Compilations.Create(Sources.Clothes).SyntaxTrees];

        ModelGraph.FindForeigner(new Holder(trees)).Should().StartWith("value.<Inner>k__BackingField: List");
    }

    [Fact]
    public void Driver_AfterTheNextRun_HasLetGoOfTheCompilationBefore()
    {
        var (run, first) = RunTwice();

        // Another thread's stack may hold it through a collection.
        for (var i = 0; i < 100 && first.IsAlive; i++)
        {
            Thread.Sleep(10);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        first.IsAlive.Should().BeFalse();
        GC.KeepAlive(run);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static (GeneratorRun Run, WeakReference First) RunTwice()
    {
        var first = Compilations.Create(Sources.Clothes);
        var run = GeneratorRun.Start(first).Next(Compilations.Create(Sources.Clothes));
        return (run, new WeakReference(first));
    }

    private sealed record Holder(object? Inner);

    private static class TrackingNames
    {
        // Found by reflection, so that a new step cannot be forgotten here.
        public static IEnumerable<string> All =>
            typeof(Tracking).GetFields().Select(constant => (string)constant.GetRawConstantValue()!);
    }
}
