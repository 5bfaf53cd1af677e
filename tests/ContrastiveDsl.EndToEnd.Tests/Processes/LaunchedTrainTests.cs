using ContrastiveDsl.EndToEnd.Tests.Declarations;
using ContrastiveDsl.EndToEnd.Tests.MicroBatches;
using ContrastiveDsl.EndToEnd.Tests.Precisions;
using ContrastiveDsl.EndToEnd.Tests.Support;
using ContrastiveDsl.State;
using ContrastiveDsl.TestImages;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.EndToEnd.Tests.Processes;

/// <summary>The command line under a launcher: one folder, one voice.</summary>
public sealed class LaunchedTrainTests : IDisposable
{
    private readonly ImagesFolder images = new();

    public LaunchedTrainTests() => WriteImages(nameof(TinySimClr));

    [LaunchTheory]
    [InlineData(Launch.OpenMpi)]
    [InlineData(Launch.Mpich)]
    public void Train_InTwoProcesses_SpeaksOnceAndGoesOnInTwo(string launcher)
    {
        var whole = Launch.Run(launcher, 2, Arguments(batchSize: 32, "--epochs", "1")).Succeeded();

        whole.Lines.Should().ContainSingle(line => line.Contains("experiment", StringComparison.Ordinal));
        whole.Output.Should().Contain("2, each with 16 images of a batch").And.NotContain("\u001b");
        Checkpoint.List(images.Output).Should().ContainSingle();

        var again = Launch.Run(launcher, 2, "train", "--resume", images.Output, "--no-report");
        again.Succeeded().Output.Should().Contain("The run is in").And.NotContain("the mathematics");
    }

    [LaunchTheory]
    [InlineData(Launch.None, 1)]
    [InlineData(Launch.Mpich, 4)]
    public void Resume_InAnotherNumberOfProcesses_SaysWhatStaysTheSame(string launcher, int size)
    {
        var begun = Arguments(nameof(PlainVicreg), batchSize: 32, "--epochs", "1", "--no-report");
        Launch.Run(Launch.OpenMpi, 2, begun).Succeeded();

        var again = Launch.Run(launcher, size, "train", "--resume", images.Output, "--epochs", "2", "--no-report");

        again
            .Succeeded()
            .Output.Should()
            .Contain(
                $"The run goes on in {size} {(size == 1 ? "process" : "processes")}, and was in 2 before: the mathematics are the same"
            );
        Checkpoint.StepOf(Checkpoint.Latest(images.Output)!).Should().Be(4);
    }

    [LaunchTheory]
    [InlineData(Launch.OpenMpi)]
    [InlineData(Launch.Mpich)]
    public void Train_OfWhichOneProcessFails_EndsAllWithItsSentence(string launcher)
    {
        var result = Launch.Run(launcher, 2, [FaultyProcess.Verb, .. Arguments(batchSize: 32)]);

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("error: " + FaultyProcess.Fault);
    }

    [LaunchTheory]
    [InlineData(Launch.OpenMpi)]
    [InlineData(Launch.Mpich)]
    public void Train_OfABatchThatCannotBeShared_SaysWhichFit(string launcher)
    {
        var result = Launch.Run(launcher, 3, Arguments(batchSize: 32));

        result.ExitCode.Should().NotBe(0);
        Directory.Exists(images.Output).Should().BeFalse();
        result
            .Error.Should()
            .Contain("error: A batch of 32 images cannot be shared by 3 processes")
            .And.Contain("take a batch of 30 or 33");
    }

    /// <summary>
    /// One step with statistics, projections and gradients of both processes: in bfloat16 to its rounding, in
    /// micro-batches, of which each process has two or more, to float32's.
    /// </summary>
    [LaunchTheory]
    [InlineData(nameof(BFloat16Byol), 0.02)]
    [InlineData(nameof(MicroSimClr), 1e-5)]
    [InlineData(nameof(MicroSplitMoCo), 1e-5)]
    public void Train_InTwoProcessesInBFloat16OrMicroBatches_HasTheLossOfOne(string name, double tolerance) =>
        ShouldHaveTheLossOfOne(name, tolerance);

    [LaunchTheory(IsLong = true)]
    [InlineData(nameof(BFloat16SimClr), 0.02)]
    [InlineData(nameof(MicroMae), 1e-5)]
    public void Train_OthersInTwoProcesses_HasTheLossOfOne(string name, double tolerance) =>
        ShouldHaveTheLossOfOne(name, tolerance);

    public void Dispose() => images.Dispose();

    private void ShouldHaveTheLossOfOne(string name, double tolerance)
    {
        WriteImages(name);
        var (alone, both) = (Path.Combine(images.Root, "alone"), Path.Combine(images.Root, "both"));
        Launch.Run(Launch.None, 1, Words(alone)).Succeeded();
        Launch.Run(Launch.OpenMpi, 2, Words(both)).Succeeded();

        LossOf(both).Should().BeApproximately(LossOf(alone), tolerance);

        string[] Words(string folder) =>
            ["train", name, "--data", images.Data, "--out", folder, "--epochs", "1", "--no-report"];
    }

    private void WriteImages(string experiment)
    {
        var side = TrainingTests.Definition(experiment).Model.Encoder.ImageSize;
        var pixels = new byte[64 * side * side];
        new Random(1).NextBytes(pixels);
        File.WriteAllBytes(images["train-images-idx3-ubyte"], IdxFile.Build([64, side, side], pixels));
    }

    private static double LossOf(string folder) => MetricsLog.Read(folder).First().GetProperty("loss").GetDouble();

    private string[] Arguments(int batchSize, params string[] more) => Arguments(nameof(TinySimClr), batchSize, more);

    private string[] Arguments(string experiment, int batchSize, params string[] more) =>
        ["train", experiment, "--data", images.Data, "--out", images.Output, "--batch-size", $"{batchSize}", .. more];
}
