using System.Text.Json;
using ContrastiveDsl.TestImages;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Training on a folder of image files.</summary>
[Collection(nameof(TorchSharp))]
public sealed class FolderTests : IDisposable
{
    private readonly ImagesFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Train_FlatFolder_TrainsAndSaysThatNothingIsScored()
    {
        folder.Add(40);

        var run = Train();

        run.ErrorLines.Should().ContainSingle().Which.Should().Contain("CDSL2020");
        run.ExitCode.Should().Be(0);
        run.Output.Should()
            .MatchRegex(
                @"data\s+40 training images without labels, no test images, 1×H×W with a shorter side of at most 16, kept"
            )
            .And.MatchRegex(@"labels\s+no labels \(--labels\), no test images \(--test-share\): no comparison\n")
            .And.Contain("each epoch leaves out 8 images, other ones every time")
            .And.Contain("Decoding the images ...")
            .And.Contain("Not compared with an untrained encoder: the data has no labels or test images.")
            .And.Contain("For a score: --labels FILE.csv and --test-share 0.1; to look: neighbors.");
        Settings().GetProperty("images").GetProperty("store").GetString().Should().StartWith(folder.Store);
    }

    /// <summary>The header is read on terminals of 80 columns; sub-folders can be classes.</summary>
    [Fact]
    public void Train_SubFoldersWithoutLabels_NamesOptionsToPasteInALineOfATerminal()
    {
        folder.Add(40, "{1}/{0:d2}.jpg");

        var run = Train();

        run.Output.Should().Contain("For a score: --labels folders and --test-share 0.1; to look: neighbors.");
        run.OutputLines.Should()
            .ContainSingle(line => line.StartsWith("labels ", StringComparison.Ordinal))
            .Which.Should()
            .EndWith("no comparison")
            .And.Match(line => line.Length <= 80);
    }

    [Fact]
    public void Train_FolderOfImages_ReportsThemByTheirNames()
    {
        folder.Add(40, "by_kind/{1}/{0:d2}.jpg");

        Train();

        File.ReadAllText(Path.Combine(folder.Output, "report.html"))
            .Should()
            .Contain("alt=\"by_kind/level/00.jpg")
            .And.Contain("by_<wbr>kind/<wbr>level/<wbr>")
            .And.NotContain("train/0");
    }

    [Fact]
    public void Describe_FolderOfImages_SaysThatNoneWasDecodedYet()
    {
        folder.Add(40);

        Run("describe", "Stripes", "--data", folder.Data)
            .OutputLines[^1]
            .Should()
            .Be(
                "The images are counted by the beginnings of their files; those that cannot be decoded are left out when training starts."
            );
    }

    [Fact]
    public void Train_NestedFolders_AreNoLabelsUnlessAsked()
    {
        folder.Add(20).Add(20, "one/two/three/{1}/{0}.png");

        Train().Output.Should().Contain("40 training images").And.Contain("no labels (--labels), no test");
    }

    [Fact]
    public void Train_SecondRun_StartsAtOnceWithTheSameImages()
    {
        folder.Add(40);
        Train();

        var second = Train("--out", Path.Combine(folder.Root, "second"));

        second.Output.Should().NotContain("Decoding");
        StepLines("second").Should().Equal(StepLines("run"));
    }

    [Fact]
    public void Train_WithoutAStore_GivesTheSameLosses()
    {
        folder.Add(40);
        Train();

        Train("--out", Path.Combine(folder.Root, "second"), "--store", "none");

        StepLines("second").Should().Equal(StepLines("run")).And.HaveCount(4);
    }

    [Fact]
    public void Train_BrokenFiles_AreNamedCountedAndLeftOut()
    {
        BreakSome();

        var run = Train();

        run.ExitCode.Should().Be(0);
        run.ErrorLines.Should()
            .Contain(line => line.StartsWith("warning: left out 'page.jpg': ", StringComparison.Ordinal))
            .And.Contain(line => line.StartsWith("warning: left out 'cut.jpg': ", StringComparison.Ordinal))
            .And.Contain(line => line.StartsWith("warning: left out 'empty.jpg': ", StringComparison.Ordinal))
            .And.Contain("warning: 3 of 44 files cannot be read as images; with --strict-data that is an error.");
        run.Output.Should().Contain("41 training images without labels, no test images, 3 files left out");
        var images = Settings().GetProperty("images");
        (images.GetProperty("train").GetInt32(), images.GetProperty("skipped").GetInt32()).Should().Be((41, 3));
        images.GetProperty("skipped_files")[2].GetProperty("path").GetString().Should().Be("page.jpg");
    }

    [Fact]
    public void Train_BrokenFilesOfStrictData_AreRefusedByName()
    {
        BreakSome();

        var run = Train("--strict-data");

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("error: --data: 3 of 44 files")
            .And.ContainAll("cut.jpg: ", "empty.jpg: ", "page.jpg: ");
        Directory.Exists(folder.Output).Should().BeFalse();
    }

    /// <summary>Advice that counts a file whose beginning alone is an image's would be refused the next time.</summary>
    [Fact]
    public void Train_FewerImagesThanABatch_CountsThoseThatCanBeDecoded()
    {
        folder.Add(11);
        var whole = File.ReadAllBytes(folder["image-000.jpg"]);
        File.WriteAllBytes(folder["image-000.jpg"], whole[..(whole.Length * 6 / 10)]);

        var run = Train();

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Contain(
                "error: CDSL3019: There are 10 images, fewer than BatchSize = 16, so an epoch has no step. Set BatchSize = 10 or less. Here --batch-size sets it."
            )
            .And.Contain(line => line.StartsWith("warning: left out 'image-000.jpg': ", StringComparison.Ordinal));
        Directory.Exists(folder.Output).Should().BeFalse();
        Run("train", "Stripes", "--data", folder.Data, "--out", folder.Output, "--batch-size", "10")
            .ExitCode.Should()
            .Be(0);
    }

    /// <summary>Hours of decoding only to refuse are worse than a count that a broken file may lower.</summary>
    [Fact]
    public void Train_ManyImagesButFewerThanABatch_IsRefusedBeforeAnythingIsDecoded()
    {
        folder.Add(1001);

        string[] batch = ["--batch-size", "2048", "--store", folder.Store];
        var run = Run(["train", "Stripes", "--data", folder.Data, "--out", folder.Output, .. batch]);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .Contain("There are 1001 images, fewer than BatchSize = 2048");
        Directory.Exists(folder.Store).Should().BeFalse();
    }

    /// <summary>However many there are to decode.</summary>
    [Fact]
    public void Train_LimitBelowTheBatch_IsRefusedBeforeAnythingIsDecoded()
    {
        folder.Add(40);

        var run = Train("--limit", "10");

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .Contain("There are 10 images, fewer than BatchSize = 16");
        run.Output.Should().NotContain("Decoding");
        Directory.Exists(folder.Store).Should().BeFalse();
    }

    [Fact]
    public void Train_FoldersAsLabelsAndAShareForTests_Scores()
    {
        folder.Add(50, "{1}/{0:d3}.jpg");

        var run = Train("--labels", "folders", "--test-share", "0.2");

        run.Output.Should()
            .Contain("40 training images, 10 test images")
            .And.MatchRegex(@"labels\s+2 classes: level, upright")
            .And.MatchRegex(@"trained encoder\s.*\d+\.\d\d %");
        var images = Settings().GetProperty("images");
        images
            .GetProperty("classes")
            .EnumerateArray()
            .Select(name => name.GetString())
            .Should()
            .Equal("level", "upright");
        images.GetProperty("labels").GetString().Should().Be("folders");
    }

    [Fact]
    public void Train_TrainAndTestFolders_AreTheSplits()
    {
        folder.Add(40, "train/{1}/{0:d3}.jpg").Add(6, "test/{1}/{0:d3}.jpg", 50).Add(3, "other/{0}.jpg", 70);

        var run = Train("--labels", "folders");

        run.Output.Should()
            .Contain("40 training images, 6 test images, 3 images outside train/ and test/ not used")
            .And.MatchRegex(@"labels\s+2 classes: level, upright")
            .And.Contain("bank of the 40 training images, 6 test images");
        Train("--test-share", "0.1", "--out", Path.Combine(folder.Root, "second"))
            .ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("error: --test-share: ")
            .And.Contain("has test images of its own");
    }

    [Fact]
    public void Evaluate_ARunWithoutLabels_TakesThoseGivenWithoutComplaint()
    {
        folder.Add(40, "train/{1}/{0:d3}.jpg").Add(6, "test/{1}/{0:d3}.jpg", 50);
        Train().ExitCode.Should().Be(0);

        var run = Run("evaluate", folder.Output, "--labels", "folders", "--shots", "none", "--shares", "none");

        run.ExitCode.Should().Be(0);
        run.Error.Should().BeEmpty("the images are the run's, though their labels are not");
        run.Output.Should()
            .Contain("Labels from 40 training images")
            .And.Contain("since they are of other images or labels than the run's.");
    }

    /// <summary>All images were trained on: none is left that could tell how the encoder does on others.</summary>
    [Fact]
    public void Evaluate_TestImagesThatWereTrainedOn_WarnsOfIt()
    {
        folder.Add(40, "{1}/{0:d3}.jpg");
        Train().ExitCode.Should().Be(0);

        var run = Run([
            "evaluate",
            folder.Output,
            "--labels",
            "folders",
            "--test-share",
            "0.2",
            "--shots",
            "none",
            "--shares",
            "none",
        ]);

        run.ExitCode.Should().Be(0);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith($"warning: '{folder.Output}' was trained on all of these test images");
    }

    [Fact]
    public void Train_LabelsOfACsv_AreRead()
    {
        folder.Add(40);
        var labels = Path.Combine(folder.Root, "labels.csv");
        var lines = Enumerable.Range(0, 40).Select(i => $"image-{i:d3}.jpg,{(i % 2 == 0 ? "10" : "9")}");
        File.WriteAllLines(labels, ["path,label", .. lines]);

        Train("--labels", labels, "--test-share", "0.2")
            .Output.Should()
            .Contain("32 training images, 8 test images")
            .And.MatchRegex(@"labels\s+2 classes: 9, 10");
    }

    [Theory]
    [InlineData("absent.jpg,1", "line 1, labels 'absent.jpg', which is not in the folder")]
    [InlineData("image-000.jpg", "line 1, is no path and label")]
    [InlineData("image-000.jpg,1\nimage-000.jpg,2", "line 2, labels 'image-000.jpg' '2', which it labeled '1' before")]
    [InlineData("path,label", "labels none of the 20 images")]
    public void Train_FaultyCsv_IsRefusedByLine(string text, string expected)
    {
        folder.Add(20);
        var labels = Path.Combine(folder.Root, "labels.csv");
        File.WriteAllText(labels, text);

        var run = Train("--labels", labels);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("error: --labels: ").And.Contain(expected);
    }

    [Theory]
    [InlineData("--test-share", "1.5", "--test-share is '1.5', but must be a number above 0 and below 1, such as 0.1.")]
    [InlineData(
        "--labels",
        "folders",
        "--labels: None of the 20 images in '{0}' lies in a sub-folder that could be its class."
    )]
    [InlineData("--labels", "/no/such/file", "--labels: There is no file '/no/such/file' of labels.")]
    [InlineData("--store", "{0}/store", "--store: The store '{0}/store")]
    public void Train_OptionsThatDoNotFit_AreRefused(string option, string value, string expected)
    {
        folder.Add(20);

        var run = Train(option, value.Replace("{0}", folder.Data, StringComparison.Ordinal));

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("error: " + expected.Replace("{0}", folder.Data, StringComparison.Ordinal));
    }

    /// <summary>Labels beside IDX files are those of the images; a share of one image is none.</summary>
    [Fact]
    public void Train_LabelsOfArrays_AreNamedWhereTheyDoNotFit()
    {
        using var stripes = new StripesFolder();
        var labels = Path.Combine(folder.Root, "labels.csv");
        File.WriteAllText(labels, "0,1");

        Faults(stripes.Data, "--labels", labels)
            .Should()
            .Equal(
                $"error: --labels: '{stripes.Data}' holds IDX files, whose labels lie beside the images: others cannot be given."
            );
        Faults(stripes.Data, "--test-share", "0.5")
            .Should()
            .Equal($"error: --test-share: '{stripes.Data}' has test images of its own: no share can be set aside.");
        var array = Path.Combine(folder.Root, "images.npy");
        File.WriteAllBytes(array, Npy("|u1", "(2, 8, 8)", new byte[128]));
        Faults(array, "--labels", labels)
            .Should()
            .Equal(
                $"error: --labels: '{labels}' is no .npy file, but the labels of '{array}' must be a .npy file of 2 whole numbers."
            );
        var three = Path.Combine(folder.Root, "three.npy");
        File.WriteAllBytes(three, Npy("|u1", "(3,)", new byte[3]));
        Faults(array, "--labels", three).Should().ContainSingle().Which.Should().StartWith("error: --labels: ");

        static IReadOnlyList<string> Faults(string data, params string[] options) =>
            Run(["train", "Stripes", "--data", data, .. options]).ErrorLines;
    }

    [Fact]
    public void Resume_AfterAStop_TakesTheRemainingStepsOfAnUninterruptedRun()
    {
        folder.Add(40);
        Train();
        TrainUntilStopped(Path.Combine(folder.Root, "stopped"));
        Directory.Exists(Path.Combine(folder.Root, "stopped", "checkpoints", "step-00000001")).Should().BeTrue();

        var run = Run("train", "--resume", Path.Combine(folder.Root, "stopped"));

        run.ExitCode.Should().Be(0);
        StepLines("stopped").Should().Equal(StepLines("run"));
    }

    [Fact]
    public void Resume_OtherImages_IsRefused()
    {
        folder.Add(40);
        TrainUntilStopped(folder.Output);
        folder.Add(1, "added.jpg");

        var run = Run("train", "--resume", folder.Output);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal(
                $"error: The images changed: the run began with other training images than '{folder.Data}' holds (40 then, 41 now). Bring those back, or start a new run; --from {folder.Output} gives it the weights of this one's encoder."
            );
    }

    /// <summary>Without a checkpoint there are no weights to begin with.</summary>
    [Fact]
    public void Resume_OtherImagesWithoutACheckpoint_NamesNoRunToBeginFrom()
    {
        folder.Add(40);
        TrainUntilStopped(folder.Output);
        Directory.Delete(Path.Combine(folder.Output, "checkpoints"), recursive: true);
        folder.Add(1, "added.jpg");

        Run("train", "--resume", folder.Output)
            .ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .EndWith("(40 then, 41 now). Bring those back, or start a new run.");
    }

    [Fact]
    public void Resume_MovedImages_GoesOn()
    {
        folder.Add(40);
        TrainUntilStopped(folder.Output);
        var moved = Path.Combine(folder.Root, "moved");
        Directory.Move(folder.Data, moved);

        Run("train", "--resume", folder.Output, "--data", moved).ExitCode.Should().Be(0);
    }

    [Fact]
    public void Describe_Folder_DecodesNothing()
    {
        folder.Add(40);

        var run = Run("describe", "Stripes", "--data", folder.Data, "--batch-size", "16");

        run.ExitCode.Should().Be(0);
        Directory.Exists(folder.Store).Should().BeFalse();
    }

    private static byte[] Npy(string type, string shape, byte[] values)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
        header = header.PadRight(((header.Length + 10 + 64) / 64 * 64) - 11) + "\n";
        byte[] start = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8)];
        return [.. start, .. System.Text.Encoding.ASCII.GetBytes(header), .. values];
    }

    private void BreakSome()
    {
        folder.Add(40).Add(1, "b.png");
        // A wrong ending is no fault: the content decides.
        File.Move(folder["b.png"], folder["b.jpg"]);
        var whole = File.ReadAllBytes(folder["image-000.jpg"]);
        File.WriteAllBytes(folder["cut.jpg"], whole[..(whole.Length * 6 / 10)]);
        File.WriteAllBytes(folder["empty.jpg"], []);
        File.WriteAllText(folder["page.jpg"], "<!DOCTYPE html><html><body>404</body></html>");
    }

    private JsonElement Settings() =>
        JsonDocument
            .Parse(File.ReadAllText(Path.Combine(folder.Output, "settings.json")))
            .RootElement.GetProperty("settings");

    private string[] StepLines(string run) =>
        [
            .. File.ReadLines(Path.Combine(folder.Root, run, "metrics.jsonl"))
                .Where(line => !line.Contains("\"epoch\"") && !line.Contains("\"evaluation\"")),
        ];

    private Invocation Train(params string[] options)
    {
        string[] output = options.Contains("--out") ? [] : ["--out", folder.Output];
        string[] store = options.Contains("--store") ? [] : ["--store", folder.Store];
        string[] threads = options.Contains("--threads") ? [] : ["--threads", "2"];
        return Run([
            "train",
            "Stripes",
            "--data",
            folder.Data,
            "--batch-size",
            "16",
            .. store,
            .. output,
            .. threads,
            .. options,
        ]);
    }

    private static Invocation Run(params string[] words) => Invocation.Of([StripesExperiment.Definition], words);

    /// <summary>Presses Ctrl-C before the first step is done.</summary>
    private void TrainUntilStopped(string output) =>
        Invocation.With(terminal =>
        {
            var overrides = new Overrides
            {
                Data = folder.Data,
                Store = folder.Store,
                BatchSize = 16,
                Output = output,
                Threads = 2,
            };
            var command = new TrainCommand([StripesExperiment.Definition], terminal)
            {
                ListenForStop = stop =>
                {
                    stop();
                    return new MemoryStream();
                },
            };
            return command.Run(new TrainRequest("Stripes", Resume: null, overrides, Plain: false));
        });
}
