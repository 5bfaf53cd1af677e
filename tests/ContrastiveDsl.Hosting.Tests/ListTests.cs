namespace ContrastiveDsl.Hosting.Tests;

public sealed class ListTests
{
    [Fact]
    public void List_OneExperiment_ShowsMethodEncoderShapeAndSettings()
    {
        var run = Invocation.Of(Definitions.Clothes, "list");

        run.ExitCode.Should().Be(0);
        run.Error.Should().BeEmpty();
        run.OutputLines.Should().ContainSingle(line => line.Contains("ClothesSimClr"))
            .Which.Should().MatchRegex(@"ClothesSimClr\W+SimCLR\W+ClothesEncoder\W+\[N, 1, 28, 28\]\W+5 × 256");
    }

    [Fact]
    public void List_SameNameTwice_QualifiesBoth()
    {
        var run = Invocation.Of([Definitions.Of(ModelBuilder.Clothes(ns: "Shop")), Definitions.Of(ModelBuilder.Clothes(ns: "Depot"))], "list");

        run.Output.Should().Contain("Shop.ClothesSimClr").And.Contain("Depot.ClothesSimClr");
    }

    [Fact]
    public void List_NoExperiments_SaysHowToDeclareOne()
    {
        var run = Invocation.Of([], "list");

        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain("[SimClr]");
    }

    [Fact]
    public void NoArguments_ShowTheVerbs()
    {
        var run = Invocation.Of(Definitions.Clothes);

        run.Output.Should().Contain("list").And.Contain("describe").And.Contain("train");
        run.Error.Should().BeEmpty();
    }
}
