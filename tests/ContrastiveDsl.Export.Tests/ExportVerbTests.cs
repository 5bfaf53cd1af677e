using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Export.Tests;

/// <summary>The verb <c>export</c>, from a run's folder to what other programs read.</summary>
public sealed class ExportVerbTests : IDisposable
{
    private const double Tolerance = 1e-5;
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TinyRun run = new();

    public void Dispose()
    {
        run.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void Onnx_OfARun_GivesWhatEmbedGives()
    {
        var file = run.File("encoder.onnx");

        var said = run.Export("--out", file);

        said.Error.Should().BeEmpty();
        said.ExitCode.Should().Be(0);
        said.OutputLines.Should()
            .ContainSingle()
            .Which.Should()
            .MatchRegex(
                @"^TinySimClr, encoder of step 0: images uint8 \[N, 16, 16, 3\] to embeddings \[N, 8\], \d.* in .*encoder.onnx$"
            );
        using var runtime = new Runtime(File.ReadAllBytes(file));
        var bytes = randint(0, 256, [7, 16, 16, 3], ScalarType.Byte);
        var expected = run.Experiment.Embed(bytes.permute(0, 3, 1, 2).to(ScalarType.Float32).div(255.0));
        var actual = runtime.Run(HostTensor.Read<byte>(bytes), 7, 16, 16, 3);
        Difference.Of(actual, HostTensor.Read<float>(expected)).Should().BeLessThan(Tolerance);
        Directory.GetFiles(Path.GetDirectoryName(file)!).Should().Equal(file);
    }

    [Fact]
    public void Onnx_WithEveryOption_DoesWhatTheySay()
    {
        var file = run.File("both.bin");
        string[] options = ["--format", "onnx", "--part", "encoder+projector", "--input", "float", "--unit"];

        var said = run.Export(["--out", file, .. options]);

        said.OutputLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith(
                "TinySimClr, encoder+projector of step 0: images float [N, 3, 16, 16] to embeddings [N, 8] of length one, "
            );
        using var runtime = new Runtime(File.ReadAllBytes(file));
        runtime
            .Metadata.Should()
            .Contain("input", "float")
            .And.Contain("unit_length", "true")
            .And.Contain("part", "encoder+projector");
    }

    [Fact]
    public void Checkpoint_InPlaceOfTheRun_GivesTheSameBytes()
    {
        run.Export("--out", run.File("run.onnx"));

        var said = TinyRun.Invoke("export", Checkpoint.Latest(run.Folder)!, "--out", run.File("checkpoint.onnx"));

        said.Error.Should().BeEmpty();
        File.ReadAllBytes(run.File("checkpoint.onnx")).Should().Equal(File.ReadAllBytes(run.File("run.onnx")));
    }

    [Fact]
    public void Safetensors_OfTheEncoder_HasBareKeysAndLoads()
    {
        var file = run.File("encoder.safetensors");

        run.Export("--out", file).Error.Should().BeEmpty();

        using (var written = SafetensorsFile.Open(file))
        {
            written.Entries.Keys.Should().BeEquivalentTo(run.Experiment.Encoder.state_dict().Keys);
            written
                .Metadata.Should()
                .Contain("format", "pt")
                .And.Contain("experiment", "ContrastiveDsl.Export.Tests.TinySimClr")
                .And.Contain("feature_size", "8")
                .And.Contain("mean", "0.485, 0.456, 0.406");
        }

        using var loaded = TinyEncoder.Load(file);
        var images = rand(3, 3, 16, 16);
        using var noGrad = no_grad();
        run.Experiment.Encoder.eval();
        loaded
            .call(images)
            .Should()
            .Match<Tensor>(features => features.equal(run.Experiment.Encoder.call(images)).all().ToBoolean());
    }

    [Fact]
    public void Safetensors_OfBoth_HasBothNetworksByPrefix()
    {
        var file = run.File("both.safetensors");

        run.Export("--part", "encoder+projector", "--out", file).Error.Should().BeEmpty();

        using var written = SafetensorsFile.Open(file);
        var encoder = run.Experiment.Encoder.state_dict().Keys.Select(key => "encoder." + key);
        var projector = run.Experiment.Projector.state_dict().Keys.Select(key => "projector." + key);
        written.Entries.Keys.Should().BeEquivalentTo(encoder.Concat(projector));
    }

    [Fact]
    public void File_ThatExists_IsReplacedOnlyWhenAsked()
    {
        var file = run.File("encoder.onnx");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "mine");

        var refused = run.Export("--out", file);

        refused.ExitCode.Should().Be(2);
        refused
            .ErrorLines.Should()
            .Equal($"error: --out is '{file}', which exists; name another file, or add --overwrite.");
        File.ReadAllText(file).Should().Be("mine");
        run.Export("--out", file, "--overwrite").ExitCode.Should().Be(0);
        new FileInfo(file).Length.Should().BeGreaterThan(1000);
    }

    [Theory]
    [InlineData("", "Name the file to write: --out FILE.onnx or FILE.safetensors.")]
    [InlineData(
        "--out encoder.pth",
        "--out is 'encoder.pth', whose ending is neither .onnx nor .safetensors: choose one of them, or say --format onnx or --format safetensors."
    )]
    [InlineData("--out x.onnx --part head", "--part is 'head', but must be encoder or encoder+projector.")]
    [InlineData("--out x.onnx --format pt", "--format is 'pt', but must be safetensors or onnx.")]
    [InlineData("--out x.onnx --input int8", "--input is 'int8', but must be uint8, float or normalized.")]
    [InlineData("--out x.onnx --format", "--format needs a value: --format safetensors|onnx.")]
    [InlineData(
        "--out x.safetensors --unit",
        "--input and --unit say what an ONNX model computes; a safetensors file holds weights alone."
    )]
    public void Options_ThatAreWrong_AreOneErrorThatSaysWhatMayStandThere(string options, string error)
    {
        var said = run.Export(options.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        said.ExitCode.Should().Be(2);
        said.ErrorLines.Should().Equal("error: " + error);
        said.Output.Should().BeEmpty();
    }

    [Fact]
    public void Run_Unnamed_IsAsked()
    {
        TinyRun.Invoke("export").ErrorLines.Should().Equal("error: export needs RUN.");
    }

    [Fact]
    public void Folder_ThatIsNoRun_IsRefused()
    {
        var said = TinyRun.Invoke("export", run.Root, "--out", run.File("x.onnx"));

        said.ExitCode.Should().Be(2);
        said.ErrorLines.Should().Equal($"error: '{run.Root}' is not the folder of a run: looked for settings.json.");
    }

    [Fact]
    public void Run_WithoutACheckpoint_IsRefusedAndLeavesNothing()
    {
        using var empty = new TinyRun(hasCheckpoint: false);

        var said = empty.Export("--out", empty.File("x.onnx"));

        said.ExitCode.Should().Be(2);
        said.ErrorLines.Should().ContainSingle().Which.Should().Contain("There are no weights in");
        Directory.GetFiles(Path.GetDirectoryName(empty.File("x.onnx"))!).Should().BeEmpty();
    }

    /// <summary>One bit of one weight, that no reader would see.</summary>
    [Theory]
    [InlineData("x.onnx")]
    [InlineData("x.safetensors")]
    public void Weights_ThatAreNotAsTheyWereWritten_AreRefused(string name)
    {
        var model = Path.Combine(Checkpoint.Latest(run.Folder)!, Checkpoint.ModelFile);
        var bytes = File.ReadAllBytes(model);
        bytes[^3] ^= 1;
        File.WriteAllBytes(model, bytes);

        var said = run.Export("--out", run.File(name));

        said.ExitCode.Should().Be(1);
        said.ErrorLines.Should().ContainSingle().Which.Should().Contain($"'{model}' is not as it was written");
        File.Exists(run.File(name)).Should().BeFalse();
    }

    [Fact]
    public void Output_ThatIsAFolder_IsRefused()
    {
        var folder = Directory.CreateDirectory(run.File("x.onnx")).FullName;

        run.Export("--out", folder)
            .ErrorLines.Should()
            .Equal($"error: --out is '{folder}', which is a folder; name a file.");
    }
}
