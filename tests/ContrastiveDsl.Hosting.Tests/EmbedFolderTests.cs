using System.Buffers.Binary;
using ContrastiveDsl.Data;
using ContrastiveDsl.Images;
using ContrastiveDsl.Native;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;
using TorchSharp;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>A folder of image files through the encoder of a run.</summary>
public sealed class EmbedFolderTests(TrainedStripes trained) : IClassFixture<TrainedStripes>, IDisposable
{
    private const int Count = 50;
    private readonly ImageFiles files = new(Count);
    private readonly string folder = Directory.CreateTempSubdirectory("contrastive-embed-").FullName;

    [Fact]
    public void Embed_NestedFolder_HasARowForEachFileByItsRelativePath()
    {
        var run = Embed("out.npy");

        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        run.OutputLines.Should()
            .Equal($"50 images, 8 numbers each, in {Output("out.npy")}, their names in {Output("out.txt")}.");
        File.ReadAllLines(Output("out.txt")).Should().Equal(ImageFiles.Names(Count));
        var rows = Rows("out.npy");
        foreach (var (name, row) in ImageFiles.Names(Count).Zip(rows))
        {
            row.Should().Equal(Embedded(files[name]), (actual, expected) => Math.Abs(actual - expected) <= 1e-5f);
        }
    }

    [Fact]
    public void Embed_OneThreadAndFourWithABrokenFileAmong_GiveTheSameBytes()
    {
        Break();
        Embed("one.npy", "--threads", "1").ExitCode.Should().Be(0);
        Embed("four.npy", "--threads", "4").ExitCode.Should().Be(0);

        File.ReadAllBytes(Output("four.npy")).Should().Equal(File.ReadAllBytes(Output("one.npy")));
        File.ReadAllBytes(Output("four.txt")).Should().Equal(File.ReadAllBytes(Output("one.txt")));
    }

    [Fact]
    public void Embed_BrokenFiles_AreNamedApartWithTheirReasonsAndHaveNoRow()
    {
        Break();

        var run = Embed("out.csv");

        run.ExitCode.Should().Be(0);
        run.ErrorLines.Should().HaveCount(3);
        run.ErrorLines[0].Should().StartWith("warning: left out 'b/001.png': ");
        run.ErrorLines[1].Should().Be("warning: left out 'empty.jpg': it is empty.");
        run.ErrorLines[2].Should().Contain("'page.jpg': by its content it is an HTML page");
        run.OutputLines.Should()
            .Equal($"49 images, 8 numbers each, in {Output("out.csv")}; 3 images left out, named above.");
        File.ReadAllLines(Output("out.csv"))
            .Skip(1)
            .Select(line => line.Split(',')[0])
            .Should()
            .Equal(ImageFiles.Names(Count).Where(name => name != "b/001.png"));
    }

    [Fact]
    public void Embed_BrokenFileWhereNoneMayBe_FailsAndLeavesNoFile()
    {
        Break();

        var run = Embed("out.npy", "--strict-data");

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().NotBeEmpty().And.OnlyContain(line => line.StartsWith("error: '"));
        Directory.GetFiles(folder).Should().BeEmpty();
    }

    [Fact]
    public void Embed_FolderWithoutAnImage_SaysWhatItLookedFor()
    {
        var empty = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;

        var run = Invocation.Of(
            [StripesExperiment.Definition],
            "embed",
            trained.Folder.Output,
            empty,
            "--out",
            Output("out.npy")
        );

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: ").And.Contain(empty);
    }

    public void Dispose()
    {
        files.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A file cut off, an empty one, a page under an image's name.</summary>
    private void Break()
    {
        var whole = File.ReadAllBytes(files["b/001.png"]);
        files.Write("b/001.png", whole[..(whole.Length / 2)]);
        files.Write("empty.jpg", []);
        files.Write("page.jpg", "<html><body>not found</body></html>"u8.ToArray());
    }

    private string Output(string name) => Path.Combine(folder, name);

    private Invocation Embed(string output, params string[] more) =>
        Invocation.Of(
            [StripesExperiment.Definition],
            ["embed", trained.Folder.Output, files.Folder, "--out", Output(output), .. more]
        );

    private IEnumerable<float[]> Rows(string name)
    {
        var bytes = File.ReadAllBytes(Output(name));
        var start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        return System
            .Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes.AsSpan(start))
            .ToArray()
            .Chunk(StripesEncoder.FeatureSize);
    }

    private float[] Embedded(string path)
    {
        using var scope = torch.NewDisposeScope();
        var (_, settings) = RunFolder.Read(trained.Folder.Output);
        using var experiment = StripesExperiment.Definition.Create(settings);
        using var reader = Checkpoint.Open(Checkpoint.Latest(trained.Folder.Output)!);
        experiment.Load(reader);
        var pixels = new EvaluationTransform(8, 1).Load(path);
        var image = torch.tensor(pixels.Select(value => value / 255f).ToArray()).view(1, 1, 8, 8);
        return HostTensor.Read<float>(experiment.Embed(image));
    }
}
