using System.Globalization;
using ContrastiveDsl.Data;
using ContrastiveDsl.Export;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class EmbedTests(TrainedStripes trained) : IClassFixture<TrainedStripes>, IDisposable
{
    private static readonly ExperimentDefinition[] Experiments = [StripesExperiment.Definition];
    private readonly string folder = Directory.CreateTempSubdirectory("contrastive-embed-").FullName;

    [Fact]
    public void Embed_IdxData_HasARowForEachTrainingAndTestImageInTheirOrder()
    {
        var run = Embed("all.csv");

        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        run.OutputLines.Should().Equal($"276 images, 8 numbers each, in {File("all.csv")}.");
        var lines = System.IO.File.ReadAllLines(File("all.csv"));
        lines.Should().HaveCount(277);
        lines[1].Should().StartWith("train/0,");
        lines[256].Should().StartWith("train/255,");
        lines[257].Should().StartWith("test/0,");
        using var scope = torch.NewDisposeScope();
        var expected = Embedded(images => images.Test!.Range(0, 20));
        Numbers(lines[257..]).Should().Equal(expected, Nearly);
    }

    [Theory]
    [InlineData("npy")]
    [InlineData("parquet")]
    public void Embed_OneThreadAndFour_GiveTheSameBytes(string ending)
    {
        Embed("one." + ending, "--threads", "1").ExitCode.Should().Be(0);
        Embed("four." + ending, "--threads", "4").ExitCode.Should().Be(0);

        System
            .IO.File.ReadAllBytes(File("four." + ending))
            .Should()
            .Equal(System.IO.File.ReadAllBytes(File("one." + ending)));
    }

    [Fact]
    public void Embed_UnitLength_DividesEachRowByItsLength()
    {
        Embed("plain.csv").ExitCode.Should().Be(0);
        Embed("unit.csv", "--unit").ExitCode.Should().Be(0);

        foreach (var (plain, unit) in Rows("plain.csv").Zip(Rows("unit.csv")))
        {
            var length = MathF.Sqrt(plain.Sum(value => value * value));
            unit.Should().Equal(plain.Select(value => value / length), Nearly);
        }
    }

    [Fact]
    public void Embed_PartWithProjector_GivesTheProjections()
    {
        var run = Embed("projections.csv", "--part", "encoder+projector");

        run.OutputLines.Should().Equal($"276 images, 4 numbers each, in {File("projections.csv")}.");
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        using var experiment = Trained();
        using var images = ImageSets.Open(trained.Folder.Data);
        var features = experiment.Embed(images.Train.Range(0, 256));
        var expected = HostTensor.Read<float>(((StripesExperiment)experiment).Projector.call(features));
        Rows("projections.csv").Take(256).SelectMany(row => row).Should().Equal(expected, Nearly);
    }

    [Theory]
    [InlineData("--out is '{0}/x.txt', but the file's ending says how it is laid out: .npy, .csv,", "x.txt")]
    [InlineData("--part is 'head', but must be encoder or encoder+projector.", "x.npy", "--part", "head")]
    public void Embed_WrongOption_IsRefusedInOneLine(string message, string output, params string[] more)
    {
        var run = Embed(output, more);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("error: " + string.Format(CultureInfo.InvariantCulture, message, folder));
    }

    /// <summary>As <c>export</c> does: what was written took its time, and may be somebody's.</summary>
    [Theory]
    [InlineData("x.csv", "x.csv", "exists")]
    [InlineData("x.npy", "x.txt", "beside which '{0}/x.txt' would be written, which exists")]
    public void Embed_OverAFile_IsRefusedUnlessAskedFor(string output, string there, string why)
    {
        System.IO.File.WriteAllText(File(there), "mine");

        var run = Embed(output);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith($"error: --out is '{File(output)}', ")
            .And.Contain(string.Format(CultureInfo.InvariantCulture, why, folder))
            .And.EndWith("; name another file, or add --overwrite.");
        System.IO.File.ReadAllText(File(there)).Should().Be("mine");
        Directory.GetFiles(folder).Should().ContainSingle();

        Embed(output, "--overwrite").ExitCode.Should().Be(0);
        System.IO.File.ReadAllText(File(there)).Should().NotBe("mine");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Embed_WhereTheNamesWouldReplaceAFolder_IsRefusedAtOnce(bool overwrite)
    {
        Directory.CreateDirectory(File("x.txt"));

        var run = Embed("x.npy", overwrite ? ["--overwrite"] : []);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal(
                $"error: --out is '{File("x.npy")}', beside which '{File("x.txt")}' would be written, which is a folder; name another file."
            );
        Directory.GetFiles(folder).Should().BeEmpty();
    }

    [Fact]
    public void Embed_FolderThatIsNoRun_SaysWhatItLookedFor()
    {
        var run = Invocation.Of(Experiments, "embed", folder, trained.Folder.Data, "--out", File("x.npy"));

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().Equal($"error: '{folder}' is not the folder of a run: looked for settings.json.");
    }

    [Fact]
    public void Embed_ImagesOfAnotherSize_SaysBothSizes()
    {
        using var large = new StripesFolder(side: 16);

        var run = Invocation.Of(Experiments, "embed", trained.Folder.Output, large.Data, "--out", File("x.npy"));

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().Equal($"error: The images in '{large.Data}' are 1×16×16, but the encoder takes 1×8×8.");
        Directory.GetFiles(folder).Should().BeEmpty();
    }

    [Theory]
    [InlineData("stopped.npy")]
    [InlineData("stopped.csv")]
    public void Embed_Stopped_LeavesNothing(string name)
    {
        var run = Invocation.With(terminal =>
            new EmbedCommand(Experiments, terminal) { ListenForStop = StoppedTraining.AtOnce }.Run(
                new EmbedRequest(
                    trained.Folder.Output,
                    trained.Folder.Data,
                    new OutputFile("--out", File(name), Overwrite: false),
                    ExportedPart.Encoder,
                    IsUnit: false,
                    IsStrict: false,
                    new ComputeRequest(Device: null, Threads: 1, Plain: true)
                )
            )
        );

        run.ExitCode.Should().Be(130);
        run.OutputLines[^1].Should().Be($"Stopped. {File(name)} was not written.");
        Directory.GetFiles(folder).Should().BeEmpty();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static bool Nearly(float actual, float expected) => Math.Abs(actual - expected) <= 1e-5f;

    private static float[] Numbers(IEnumerable<string> lines) =>
        [
            .. lines
                .SelectMany(line => line.Split(',')[1..])
                .Select(text => float.Parse(text, CultureInfo.InvariantCulture)),
        ];

    private string File(string name) => Path.Combine(folder, name);

    private IEnumerable<float[]> Rows(string name) =>
        System.IO.File.ReadAllLines(File(name)).Skip(1).Select(line => Numbers([line]));

    private Invocation Embed(string output, params string[] more) =>
        Invocation.Of(
            Experiments,
            ["embed", trained.Folder.Output, trained.Folder.Data, "--out", File(output), .. more]
        );

    private float[] Embedded(Func<ImageSets, torch.Tensor> choose)
    {
        using var experiment = Trained();
        using var images = ImageSets.Open(trained.Folder.Data);
        return HostTensor.Read<float>(experiment.Embed(choose(images)));
    }

    private IExperiment Trained()
    {
        var (_, settings) = RunFolder.Read(trained.Folder.Output);
        var experiment = StripesExperiment.Definition.Create(settings);
        using var reader = Checkpoint.Open(Checkpoint.Latest(trained.Folder.Output)!);
        experiment.Load(reader);
        return experiment;
    }
}
