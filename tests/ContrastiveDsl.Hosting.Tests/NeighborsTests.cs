using System.Globalization;
using System.Text.RegularExpressions;
using ContrastiveDsl.Images;
using ContrastiveDsl.Language;
using ContrastiveDsl.State;
using TorchSharp;

namespace ContrastiveDsl.Hosting.Tests;

public sealed partial class NeighborsTests : IDisposable
{
    private const int Count = 40;
    private readonly TrainedStripes trained = new();
    private readonly ImageFiles files = new(Count);

    [Fact]
    public void Neighbors_OfAnImageOfTheFolder_AreTheNearestRowsWithoutItself()
    {
        var run = Neighbors(files[ImageFiles.NameOf(4)], "-k", "5");

        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        run.OutputLines[0].Should().Be(ImageFiles.NameOf(4));
        run.OutputLines[1].Should().Be("         cosine  image");
        var found = Found(run.OutputLines.Skip(2));
        found.Should().HaveCount(5);
        var expected = Cosines(ImageFiles.NameOf(4)).OrderByDescending(pair => pair.Cosine).Take(5).ToArray();
        found.Select(pair => pair.Name).Should().Equal(expected.Select(pair => pair.Name));
        found
            .Select(pair => pair.Cosine)
            .Should()
            .Equal(expected.Select(pair => pair.Cosine), (actual, exact) => Math.Abs(actual - exact) <= 1e-4);
    }

    [Fact]
    public void Neighbors_OfAFileElsewhereAndOfAName_AreShownForEach()
    {
        using var elsewhere = new ImageFiles(0);
        elsewhere.Write("copy.png", File.ReadAllBytes(files[ImageFiles.NameOf(7)]));

        var run = Neighbors(elsewhere["copy.png"], ImageFiles.NameOf(8), "-k", "3");

        run.ExitCode.Should().Be(0, run.Error);
        run.OutputLines.Should().HaveCount(10);
        run.OutputLines[0].Should().Be("copy.png");
        // The same pixels: nothing can be nearer.
        run.OutputLines[2].Should().Match($"     1   1.0000  {ImageFiles.NameOf(7)}");
        run.OutputLines[5].Should().Be(ImageFiles.NameOf(8));
    }

    [Fact]
    public void Neighbors_AskedAgain_ReadsOnlyWhatIsNewAndForgetsWhatIsGone()
    {
        var first = Neighbors(files[ImageFiles.NameOf(0)], "-k", "100");
        Found(first.OutputLines.Skip(2)).Should().HaveCount(Count - 1);
        var cache = Directory.GetFiles(Path.Combine(trained.Folder.Output, "embeddings"), "*.npy").Single();
        var written = File.GetLastWriteTimeUtc(cache);

        var second = Neighbors(files[ImageFiles.NameOf(0)], "-k", "100");
        File.GetLastWriteTimeUtc(cache).Should().Be(written);
        second.Output.Should().Be(first.Output);

        File.Delete(files[ImageFiles.NameOf(1)]);
        files.Write("new.png", ImageFiles.Stripes(1000, 12));
        files.Write(ImageFiles.NameOf(2), ImageFiles.Stripes(3, 16));
        var third = Neighbors(files[ImageFiles.NameOf(0)], "-k", "100");

        var names = Found(third.OutputLines.Skip(2)).Select(pair => pair.Name).ToArray();
        names.Should().HaveCount(Count - 1).And.Contain("new.png").And.NotContain(ImageFiles.NameOf(1));
        File.Delete(cache);
        Neighbors(files[ImageFiles.NameOf(0)], "-k", "100").Output.Should().Be(third.Output);
    }

    [Fact]
    public void Neighbors_BrokenFileAmong_IsTriedOnce()
    {
        files.Write("cut.png", File.ReadAllBytes(files[ImageFiles.NameOf(0)])[..60]);
        Neighbors(files[ImageFiles.NameOf(0)]).ExitCode.Should().Be(0);
        var cache = Directory.GetFiles(Path.Combine(trained.Folder.Output, "embeddings"), "*.npy").Single();
        var written = File.GetLastWriteTimeUtc(cache);

        Neighbors(files[ImageFiles.NameOf(0)]).ExitCode.Should().Be(0);

        File.GetLastWriteTimeUtc(cache).Should().Be(written);
    }

    [Fact]
    public void Neighbors_LinkThatLeadsToAnotherImageNow_IsEmbeddedAnew()
    {
        using var elsewhere = new ImageFiles(0);
        elsewhere.Write("shown.png", ImageFiles.Stripes(4, 12));
        File.CreateSymbolicLink(files["link.png"], elsewhere["shown.png"]);
        var first = Neighbors(files[ImageFiles.NameOf(4)], "-k", "1");
        Found(first.OutputLines.Skip(2)).Should().Equal(("link.png", 1.0));

        elsewhere.Write("shown.png", ImageFiles.Stripes(1001, 16));

        ShouldAnswerAsWithoutACache();
    }

    /// <summary>A longer run passes the step at which the shorter one ended with weights of its own.</summary>
    [Fact]
    public void Neighbors_OtherWeightsAtTheSameStep_AreNotAnsweredByOldRows()
    {
        using var other = new StripesFolder();
        other.Train("--seed", "77").ExitCode.Should().Be(0);
        var first = Neighbors(files[ImageFiles.NameOf(4)], "-k", "100");
        foreach (var file in Directory.GetFiles(Checkpoint.Latest(other.Output)!))
        {
            File.Copy(
                file,
                Path.Combine(Checkpoint.Latest(trained.Folder.Output)!, Path.GetFileName(file)),
                overwrite: true
            );
        }

        var second = ShouldAnswerAsWithoutACache();

        second.Output.Should().NotBe(first.Output);
    }

    [Fact]
    public void Neighbors_InARunThatTakesNoFiles_AnswersWithAWarning()
    {
        var expected = Neighbors(files[ImageFiles.NameOf(4)], "-k", "100").Output;
        var folder = Path.Combine(trained.Folder.Output, "embeddings");
        Directory.Delete(folder, recursive: true);
        File.WriteAllText(folder, "in the way");

        var run = Neighbors(files[ImageFiles.NameOf(4)], "-k", "100");

        run.ExitCode.Should().Be(0);
        run.Output.Should().Be(expected);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("warning: The embeddings are not kept for the next question: ");
        File.ReadAllText(folder).Should().Be("in the way");
    }

    [Fact]
    public void Neighbors_Stopped_LeavesNothing()
    {
        var embeddings = Path.Combine(trained.Folder.Output, "embeddings");

        var run = Stopped();

        run.ExitCode.Should().Be(130);
        run.OutputLines[^1].Should().Be("Stopped. What was embedded is not kept.");
        Directory.Exists(embeddings).Should().BeFalse();

        Neighbors(files[ImageFiles.NameOf(0)]).ExitCode.Should().Be(0);
        var kept = Directory.GetFiles(embeddings).ToDictionary(path => path, File.GetLastWriteTimeUtc);
        files.Write("new.png", ImageFiles.Stripes(1000, 12));
        Stopped().ExitCode.Should().Be(130);
        Directory.GetFiles(embeddings).ToDictionary(path => path, File.GetLastWriteTimeUtc).Should().Equal(kept);
    }

    [Fact]
    public void Neighbors_OfWhatIsNoFile_IsRefused()
    {
        var run = Neighbors("/dev/null");

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().Equal("error: '/dev/null' cannot be read: it is a device, not a file.");
    }

    [Fact]
    public void Neighbors_ControlCodesInNames_AreShownAndNotObeyed()
    {
        files.Write("a\u001b[31m\n.png", ImageFiles.Stripes(4, 12));

        var run = Neighbors(files[ImageFiles.NameOf(4)], "-k", "1");

        run.OutputLines[^1].Should().EndWith(@"  a\x1b[31m\n.png");
        run.Output.Should().NotContain("\u001b");
    }

    /// <summary>Who only looks may take the one before, but not without a word.</summary>
    [Fact]
    public void Neighbors_LatestCheckpointLacksAFile_TakesTheOneBeforeAndSaysSo()
    {
        string[] checkpoints = [.. Checkpoint.List(trained.Folder.Output)];
        checkpoints.Should().HaveCount(2);
        string[] models = [.. checkpoints.Select(path => Path.Combine(path, Checkpoint.ModelFile))];
        File.Delete(models[1]);

        var run = Neighbors(files[ImageFiles.NameOf(4)]);
        var evaluated = Evaluate();

        string[] expected = [$"warning: Missing: '{models[1]}'. What follows is of '{checkpoints[0]}'."];
        run.ExitCode.Should().Be(0);
        run.ErrorLines.Should().Equal(expected);
        evaluated.ExitCode.Should().Be(0);
        evaluated.ErrorLines.Should().Equal(expected);
        Also("export", trained.Folder.Output, "--out", Path.Combine(trained.Folder.Root, "encoder.safetensors"));
        Also("report", trained.Folder.Output, "--out", Path.Combine(trained.Folder.Root, "page.html"));
        string[] further = ["--data", trained.Folder.Data, "--out", Path.Combine(trained.Folder.Root, "further")];
        Also(["train", "Stripes", "--from", trained.Folder.Output, .. further, "--no-report"]);
        Student().ErrorLines[0].Should().Be(expected[0]);

        File.Delete(models[0]);
        Neighbors(files[ImageFiles.NameOf(4)]).Error.Should().StartWith($"error: Missing: '{models[1]}'. Bring ");
        Evaluate().Error.Should().StartWith($"error: Missing: '{models[1]}'. Bring ");

        Invocation Student() =>
            Invocation.Of(
                [
                    Definitions.Of(
                        StripesExperiment.Definition.Model with
                        {
                            Method = new DistillModel(trained.Folder.Output, new([]), new([]), false),
                        }
                    ),
                ],
                ["train", "Stripes", .. further[..2], "--out", Path.Combine(trained.Folder.Root, "student")]
            );

        void Also(params string[] words)
        {
            var other = Invocation.Of([StripesExperiment.Definition], words);
            other.ExitCode.Should().Be(0);
            other.ErrorLines.Should().Equal(expected);
        }

        Invocation Evaluate() =>
            Invocation.Of(
                [StripesExperiment.Definition],
                "evaluate",
                trained.Folder.Output,
                "--shots",
                "none",
                "--shares",
                "none"
            );
    }

    [Fact]
    public void Neighbors_CacheThatWasCutShort_IsMadeAnew()
    {
        var expected = Neighbors(files[ImageFiles.NameOf(4)], "-k", "100").Output;
        var cache = Directory.GetFiles(Path.Combine(trained.Folder.Output, "embeddings"), "*.npy").Single();
        using (var stream = new FileStream(cache, FileMode.Open))
        {
            stream.SetLength(stream.Length / 2);
        }

        var run = Neighbors(files[ImageFiles.NameOf(4)], "-k", "100");

        run.Output.Should().Be(expected);
        run.Error.Should().BeEmpty();
    }

    [Fact]
    public void Neighbors_OtherFilesBesideTheCache_Stay()
    {
        Neighbors(files[ImageFiles.NameOf(4)]).ExitCode.Should().Be(0);
        var folder = Path.Combine(trained.Folder.Output, "embeddings");
        var kept = Directory.GetFiles(folder);
        string[] own = [Path.Combine(folder, "photos.npy"), Path.Combine(folder, "photos.txt")];
        Invocation
            .Of([StripesExperiment.Definition], "embed", trained.Folder.Output, files.Folder, "--out", own[0])
            .ExitCode.Should()
            .Be(0);
        File.WriteAllText(Path.Combine(folder, "step-00000004-0123456789abcdef-0123456789abcdef.npy"), "old");
        File.WriteAllText(
            Path.Combine(folder, "step-00000004-0123456789abcdef-0123456789abcdef.txt.unfinished"),
            "of one that was killed"
        );
        files.Write("new.png", ImageFiles.Stripes(1000, 12));

        Neighbors(files[ImageFiles.NameOf(4)]).ExitCode.Should().Be(0);

        Directory.GetFiles(folder).Should().BeEquivalentTo([.. kept, .. own]);
    }

    [Fact]
    public void Neighbors_Page_NeedsNothingButItself()
    {
        var page = Path.Combine(trained.Folder.Root, "pages", "page.html");
        files.Write("<b>&\".png", ImageFiles.Stripes(5, 12));

        var run = Neighbors(files["<b>&\".png"], "-k", "6", "--html", page);

        run.ExitCode.Should().Be(0, run.Error);
        run.OutputLines[^1].Should().Be($"The page is {page}.");
        var html = File.ReadAllText(page);
        Sources()
            .Matches(html)
            .Should()
            .HaveCount(7)
            .And.OnlyContain(match => match.Groups[1].Value.StartsWith("data:image/"));
        html.Should().NotContain("http").And.NotContain("<script").And.NotContain("<b>&");
        html.Should()
            .Contain(
                $"<h1>Most similar images, by the encoder of Stripes ({trained.Folder.Output}, step-00000008)</h1>"
            )
            .And.Contain("<b>asked</b>")
            .And.Contain("[ColorJitter]");
        html.Should().Contain("&lt;b&gt;&amp;&quot;.png").And.Contain("prefers-color-scheme: dark");
        foreach (Match match in Sources().Matches(html))
        {
            var file = Convert.FromBase64String(match.Groups[1].Value.Split(',')[1]);
            ImageDecoder.Decode(file).Width.Should().BePositive();
        }
    }

    [Fact]
    public void Neighbors_OnAPageThatExists_IsRefusedAtOnce()
    {
        var page = Path.Combine(trained.Folder.Root, "photo.jpg");
        File.WriteAllText(page, "mine");

        var run = Neighbors(files[ImageFiles.NameOf(0)], "--html", page);

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.ErrorLines.Should()
            .Equal($"error: --html is '{page}', which exists; name another file, or add --overwrite.");
        File.ReadAllText(page).Should().Be("mine");
        Neighbors(files[ImageFiles.NameOf(0)], "--html", page, "--overwrite").ExitCode.Should().Be(0);
        File.ReadAllText(page).Should().Contain("<img");
    }

    [Fact]
    public void Neighbors_WithoutAFolder_LooksAmongTheImagesOfTheRun()
    {
        var run = Invocation.Of(
            [StripesExperiment.Definition],
            "neighbors",
            trained.Folder.Output,
            "test/3",
            "-k",
            "2"
        );

        run.ExitCode.Should().Be(0, run.Error);
        run.OutputLines[0].Should().Be("test/3");
        run.OutputLines.Skip(2).Should().HaveCount(2).And.OnlyContain(line => Line().IsMatch(line));
    }

    [Theory]
    [InlineData("nothing.png", "There is no file 'nothing.png', and no image of that name in '")]
    [InlineData("test/20", "There is no file 'test/20', and no image of that name in '")]
    [InlineData("/", "'/' is a folder: name one of its images.")]
    public void Neighbors_OfWhatIsNotThere_IsRefused(string image, string message)
    {
        var run = Invocation.Of([StripesExperiment.Definition], "neighbors", trained.Folder.Output, image);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: " + message);
    }

    [Fact]
    public void Neighbors_OfABareName_NamesTheOnlyImageThatEndsSo()
    {
        Directory.CreateDirectory(files["shelf"]);
        files.Write("shelf/lone.png", ImageFiles.Stripes(7, 12));

        var run = Neighbors("lone.png");

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("There is no file 'lone.png'").And.Contain("Did you mean 'shelf/lone.png'?");
    }

    public void Dispose()
    {
        files.Dispose();
        trained.Dispose();
    }

    [GeneratedRegex("src=\"([^\"]*)\"")]
    private static partial Regex Sources();

    [GeneratedRegex(@"^ *\d+ +(-?[01]\.\d{4})  (.+)$")]
    private static partial Regex Line();

    private static (string Name, double Cosine)[] Found(IEnumerable<string> lines) =>
        [
            .. lines
                .Select(line => Line().Match(line))
                .Select(match =>
                    (match.Groups[2].Value, double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
                ),
        ];

    /// <summary>The cosines of all images with one, from what the verb embed writes.</summary>
    private IEnumerable<(string Name, double Cosine)> Cosines(string name)
    {
        var path = Path.Combine(trained.Folder.Root, "all.csv");
        Invocation
            .Of([StripesExperiment.Definition], "embed", trained.Folder.Output, files.Folder, "--out", path)
            .ExitCode.Should()
            .Be(0);
        var rows = File.ReadAllLines(path)
            .Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(
                cells => cells[0],
                cells => cells[1..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()
            );
        return rows.Where(row => row.Key != name).Select(row => (row.Key, Cosine(row.Value, rows[name])));
    }

    private static double Cosine(double[] left, double[] right) =>
        left.Zip(right, (a, b) => a * b).Sum() / Math.Sqrt(left.Sum(a => a * a) * right.Sum(b => b * b));

    private Invocation ShouldAnswerAsWithoutACache()
    {
        var kept = Neighbors(files[ImageFiles.NameOf(4)], "-k", "100");
        kept.ExitCode.Should().Be(0, kept.Error);
        Directory.Delete(Path.Combine(trained.Folder.Output, "embeddings"), recursive: true);
        kept.Output.Should().Be(Neighbors(files[ImageFiles.NameOf(4)], "-k", "100").Output);
        return kept;
    }

    private Invocation Stopped() =>
        Invocation.With(terminal =>
            new NeighborsCommand([StripesExperiment.Definition], terminal)
            {
                ListenForStop = StoppedTraining.AtOnce,
            }.Run(
                new NeighborsRequest(
                    trained.Folder.Output,
                    [files[ImageFiles.NameOf(0)]],
                    files.Folder,
                    Count: 3,
                    Page: null,
                    new ComputeRequest(Device: null, Threads: 1, Plain: true)
                )
            )
        );

    private Invocation Neighbors(params string[] arguments) =>
        Invocation.Of(
            [StripesExperiment.Definition],
            ["neighbors", trained.Folder.Output, .. arguments, "--among", files.Folder]
        );
}
