using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Runs that begin with weights of another: <c>train --from</c>.</summary>
public sealed class FirstWeightsTests
{
    private static readonly ExperimentDefinition[] Experiments = [StripesExperiment.Definition];

    [Fact]
    public void From_AnotherRun_IsShownAndRecordedAndReadOnce()
    {
        using var source = new StripesFolder();
        using var folder = new StripesFolder();
        using var stopped = new StripesFolder();
        source.Train("--epochs", "1");
        var file = Path.Combine(Checkpoint.Latest(source.Output)!, Checkpoint.ModelFile);

        var run = folder.Train("--from", source.Output);

        run.Error.Should().BeEmpty();
        run.Output.ReplaceLineEndings(" ")
            .Should()
            .MatchRegex("weights +of the encoder from ")
            .And.Contain("'encoder.'");
        RunFolder.Read(folder.Output).Settings.From.Should().Be(file);

        // A resumed run does not need the file, and ends as the one that was never stopped.
        stopped.TrainUntilStopped(source.Output);
        Directory.Delete(source.Output, recursive: true);
        Invocation.Of(Experiments, "train", "--resume", stopped.Output).Error.Should().BeEmpty();
        stopped.StepLines().Should().Equal(folder.StepLines());
    }

    [Fact]
    public void From_Weights_AreWhereTheRunBegins()
    {
        using var source = new StripesFolder();
        using var folder = new StripesFolder();
        using var random = new StripesFolder();
        source.Train("--seed", "8");

        folder.Train("--from", source.Output);
        random.Train();

        folder.StepLines()[0].Should().NotBe(random.StepLines()[0]);
    }

    /// <summary>Killed before its first checkpoint, a run begins anew, and so with its first weights.</summary>
    [Fact]
    public void From_RunWithoutACheckpoint_ReadsTheWeightsAgain()
    {
        using var source = new StripesFolder();
        using var folder = new StripesFolder();
        using var killed = new StripesFolder();
        source.Train("--epochs", "1");
        folder.Train("--from", source.Output);
        killed.TrainUntilStopped(source.Output);
        Directory.Delete(Path.Combine(killed.Output, "checkpoints"), recursive: true);

        Invocation.Of(Experiments, "train", "--resume", killed.Output).Error.Should().BeEmpty();

        killed.StepLines().Should().Equal(folder.StepLines());
    }

    [Fact]
    public void From_WeightsOfAnotherNetwork_AreRefusedBeforeThereIsAFolder()
    {
        using var folder = new StripesFolder();
        var file = Path.Combine(folder.Root, "other.safetensors");
        using var other = TorchSharp.torch.nn.Linear(2, 2);
        Weights.Save(other, file);

        var run = folder.Train("--from", file);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith($"error: --from: '{file}' does not hold the weights of StripesEncoder: it lacks 'bn1.bias'");
        Directory.Exists(folder.Output).Should().BeFalse();
    }

    [Fact]
    public void From_NothingThere_IsRefused()
    {
        using var folder = new StripesFolder();

        var run = folder.Train("--from", Path.Combine(folder.Root, "absent"));

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: --from: There is no file or folder '");
    }
}
