using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class DefaultDataTests
{
    private static readonly ExperimentDefinition[] Experiments = [StripesExperiment.Definition];
    private static readonly DefaultData Nowhere = At("/no/such/folder");

    [Fact]
    public void Train_NoDataNamed_TakesTheDefault()
    {
        using var folder = new StripesFolder();

        var run = Train(folder, At(folder.Data));

        run.ExitCode.Should().Be(0, run.Error);
        RunFolder.Read(folder.Output).Settings.Data.Should().Be(folder.Data);
    }

    [Fact]
    public void Train_DataNamed_TakesThat()
    {
        using var folder = new StripesFolder();

        var run = Train(folder, Nowhere, "--data", folder.Data);

        run.ExitCode.Should().Be(0, run.Error);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("compare")]
    public void Verb_DefaultThatIsNotThere_SaysHowToGetImages(string verb)
    {
        var run = Run(Nowhere, verb, "Stripes");

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().Equal("error: There is no data: there is no folder '/no/such/folder'. Buy some.");
    }

    [Fact]
    public void Describe_NoDataNamed_ShowsTheStepsOnTheDefault()
    {
        using var folder = new StripesFolder();

        var described = Run(At(folder.Data), "describe", "Stripes").Output;

        described.Should().Be(Run(null, "describe", "Stripes", "--data", folder.Data).Output);
        described.Should().NotBe(Run(null, "describe", "Stripes").Output);
    }

    [Fact]
    public void Describe_DefaultThatIsNotThere_DoesWithoutImages()
    {
        Run(Nowhere, "describe", "Stripes").Should().Be(Run(null, "describe", "Stripes"));
    }

    [Fact]
    public void Resume_NoDataNamed_KeepsTheRunsOwn()
    {
        using var folder = new StripesFolder();
        using var other = new StripesFolder(train: 64);
        Train(folder, null, "--data", folder.Data);

        var run = Run(At(other.Data), "train", "--resume", folder.Output);

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("from " + folder.Data);
    }

    private static DefaultData At(string folder) => new(folder, "Buy some.");

    private static Invocation Train(StripesFolder folder, DefaultData? data, params string[] options) =>
        Run(data, ["train", "Stripes", "--out", folder.Output, "--threads", "1", "--epochs", "1", .. options]);

    private static Invocation Run(DefaultData? data, params string[] args) =>
        Invocation.With(terminal => CommandLine.Run(args, Experiments, terminal, data));
}
