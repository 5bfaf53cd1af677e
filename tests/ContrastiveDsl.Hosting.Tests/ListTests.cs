using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class ListTests
{
    [Fact]
    public void List_OneExperiment_ShowsMethodEncoderShapeAndSettings()
    {
        var run = Invocation.Of(Definitions.Clothes, "list");

        run.ExitCode.Should().Be(0);
        run.Error.Should().BeEmpty();
        run.OutputLines.Should()
            .ContainSingle(line => line.Contains("ClothesSimClr"))
            .Which.Should()
            .MatchRegex(@"ClothesSimClr\W+SimCLR\W+ClothesEncoder\W+\[N, 1, 28, 28\]\W+5 × 256");
    }

    [Fact]
    public void List_SameNameTwice_QualifiesBoth()
    {
        var run = Invocation.Of(
            [Definitions.Of(ModelBuilder.Clothes(ns: "Shop")), Definitions.Of(ModelBuilder.Clothes(ns: "Depot"))],
            "list"
        );

        run.Output.Should().Contain("Shop.ClothesSimClr").And.Contain("Depot.ClothesSimClr");
    }

    /// <summary>Names are copied from here into other commands.</summary>
    [Fact]
    public void List_OnANarrowTerminal_KeepsNamesWhole()
    {
        var experiments = new[] { "Shop.Of.Many.Departments", "Depot" }
            .Select(space => Definitions.Of(ModelBuilder.Clothes(ns: space)))
            .ToArray();

        var run = Invocation.With(terminal =>
        {
            terminal.Output.Profile.Width = 80;
            return CommandLine.Run(["list"], experiments, terminal);
        });

        run.Output.Should().Contain("Shop.Of.Many.Departments.ClothesSimClr").And.Contain("Depot.ClothesSimClr");
    }

    /// <summary>Words that are broken over lines cannot be read; columns that are left out can be asked for.</summary>
    [Theory]
    [InlineData(90, @"ClothesSimClr\W+SimCLR\W+ClothesEncoder\W+\[N, 1, 28, 28\]\W+5 × 256$")]
    [InlineData(70, @"ClothesSimClr\W+SimCLR\W+\[N, 1, 28, 28\]\W+5 × 256$")]
    [InlineData(50, @"ClothesSimClr\W+SimCLR\W+5 × 256$")]
    public void List_OnANarrowTerminal_LeavesColumnsOut(int width, string row)
    {
        var run = Invocation.With(terminal =>
        {
            terminal.Output.Profile.Width = width;
            return CommandLine.Run(["list"], Definitions.Clothes, terminal);
        });

        run.OutputLines.Should().ContainSingle(line => line.Contains("SimClr")).Which.Should().MatchRegex(row);
        run.OutputLines.Max(line => line.Length).Should().BeLessThanOrEqualTo(width);
    }

    /// <summary>What is run would not be what is shown.</summary>
    [Theory]
    [InlineData("list")]
    [InlineData("describe", "StripesExperiment")]
    public void Verb_CodeOfAnotherDeclaration_IsRefusedWithAdvice(params string[] arguments)
    {
        var stale = new ExperimentDefinition(
            typeof(StripesExperiment),
            "0.0.9",
            "0123456789abcdef",
            new RunSettings(),
            _ => throw new InvalidOperationException("It must not be built.")
        );
        var run = Invocation.Of([stale], arguments);

        run.ExitCode.Should().Be(1);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .MatchRegex(
                @"^error: 'ContrastiveDsl\.Hosting\.Tests\.StripesExperiment' was compiled with ContrastiveDsl 0\.0\.9 for the declaration 0123456789abcdef, running ContrastiveDsl \d+\.\d+\.\d+ reads nothing: rebuild its project\.$"
            );
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
