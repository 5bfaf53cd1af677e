using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

[Collection(nameof(TorchSharp))]
public sealed class DefaultDataTests
{
    private static readonly ExperimentDefinition[] Experiments = [StripesExperiment.Definition];

    [Fact]
    public void Train_NoDataNamed_TakesTheDefault()
    {
        using var folder = new StripesFolder();

        var run = Run(new DefaultData(folder.Data, "Buy some."), "train", "Stripes", "--out", folder.Output, "--threads", "1", "--epochs", "1");

        run.ExitCode.Should().Be(0, run.Error);
        RunFolder.Read(folder.Output).Settings.Data.Should().Be(folder.Data);
    }

    [Fact]
    public void Train_DataNamed_TakesThat()
    {
        using var folder = new StripesFolder();

        var run = Run(new DefaultData("/no/such/folder", "Buy some."), "train", "Stripes", "--data", folder.Data, "--out", folder.Output, "--threads", "1", "--epochs", "1");

        run.ExitCode.Should().Be(0, run.Error);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("compare")]
    public void Verb_DefaultThatIsNotThere_SaysHowToGetImages(string verb)
    {
        var run = Run(new DefaultData("/no/such/folder", "Buy some."), verb, "Stripes");

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().Equal("error: There is no data: there is no folder '/no/such/folder'. Buy some.");
    }

    [Fact]
    public void Describe_NoDataNamed_ShowsTheStepsOnTheDefault()
    {
        using var folder = new StripesFolder();

        Run(new DefaultData(folder.Data, "Buy some."), "describe", "Stripes").Output.Should().Be(Run(null, "describe", "Stripes", "--data", folder.Data).Output);
        Run(new DefaultData("/no/such/folder", "Buy some."), "describe", "Stripes").Output.Should().Be(Run(null, "describe", "Stripes").Output);
    }

    [Fact]
    public void Resume_NoDataNamed_KeepsTheRunsOwn()
    {
        using var folder = new StripesFolder();
        using var other = new StripesFolder(train: 64);
        Run(null, "train", "Stripes", "--data", folder.Data, "--out", folder.Output, "--threads", "1", "--epochs", "1");

        var run = Run(new DefaultData(other.Data, "Buy some."), "train", "--resume", folder.Output);

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("from " + folder.Data);
    }

    private static Invocation Run(DefaultData? data, params string[] args) => Invocation.With(terminal => CommandLine.Run(args, Experiments, terminal, data));
}
