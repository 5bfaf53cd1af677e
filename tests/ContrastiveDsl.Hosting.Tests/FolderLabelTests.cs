using ContrastiveDsl.TestImages;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Labels and test images of folders and files: where they come from, and what does not fit.</summary>
public sealed class FolderLabelTests : FolderTrainings
{
    [Fact]
    public void Train_FoldersAsLabelsAndAShareForTests_Scores()
    {
        Folder.Add(50, "{1}/{0:d3}.jpg");

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
        Folder.Add(40, "train/{1}/{0:d3}.jpg").Add(6, "test/{1}/{0:d3}.jpg", 50).Add(3, "other/{0}.jpg", 70);

        var run = Train("--labels", "folders");

        run.Output.Should()
            .Contain("40 training images, 6 test images, 3 images outside train/ and test/ not used")
            .And.MatchRegex(@"labels\s+2 classes: level, upright")
            .And.Contain("bank of the 40 training images, 6 test images");
        Train("--test-share", "0.1", "--out", Path.Combine(Folder.Root, "second"))
            .ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("error: --test-share: ")
            .And.Contain("has test images of its own");
    }

    [Fact]
    public void Evaluate_ARunWithoutLabels_TakesThoseGivenWithoutComplaint()
    {
        Folder.Add(40, "train/{1}/{0:d3}.jpg").Add(6, "test/{1}/{0:d3}.jpg", 50);
        Train().ExitCode.Should().Be(0);

        var run = Run("evaluate", Folder.Output, "--labels", "folders", "--shots", "none", "--shares", "none");

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
        Folder.Add(40, "{1}/{0:d3}.jpg");
        Train().ExitCode.Should().Be(0);

        var run = Run([
            "evaluate",
            Folder.Output,
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
            .StartWith($"warning: '{Folder.Output}' was trained on all of these test images");
    }

    [Fact]
    public void Train_LabelsOfACsv_AreRead()
    {
        Folder.Add(40);
        var labels = Path.Combine(Folder.Root, "labels.csv");
        var lines = Enumerable.Range(0, 40).Select(i => $"image-{i:d3}.jpg,{(i % 2 == 0 ? "10" : "9")}");
        File.WriteAllLines(labels, ["path,label", .. lines]);

        Train("--labels", labels, "--test-share", "0.2")
            .Output.Should()
            .Contain("32 training images, 8 test images")
            .And.MatchRegex(@"labels\s+2 classes: 9, 10");
    }

    /// <summary>Moved images are the same, and so are their labels.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Resume_LabelsThatMoved_GoesOn(bool areNamed, bool areRenamed)
    {
        WriteLabels(2);
        Train("--labels", Folder["labels.csv"], "--test-share", "0.2").ExitCode.Should().Be(0);
        var moved = Path.Combine(Folder.Root, "moved");
        Directory.Move(Folder.Data, moved);
        var labels = Path.Combine(moved, areRenamed ? "classes.csv" : "labels.csv");
        if (areRenamed)
        {
            File.Move(Path.Combine(moved, "labels.csv"), labels);
        }

        string[] named = areNamed ? ["--labels", labels] : [];
        var run = Run(["train", "--resume", Folder.Output, "--data", moved, .. named]);

        run.ExitCode.Should().Be(0, run.Error);
        Settings().GetProperty("labels").GetString().Should().Be(labels);
    }

    [Fact]
    public void Resume_OtherLabels_AreOtherImages()
    {
        WriteLabels(2);
        var before = Folder["before.csv"];
        File.Copy(Folder["labels.csv"], before);
        Train("--labels", before, "--test-share", "0.2").ExitCode.Should().Be(0);
        WriteLabels(3);

        var run = Run("train", "--resume", Folder.Output, "--labels", Folder["labels.csv"]);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("error: The images changed")
            .And.Contain("not the same pixels or labels");
    }

    /// <summary>Which of them two classes are is what the fingerprint has.</summary>
    [Fact]
    public void Resume_FoldersInPlaceOfAFile_GoesByTheLabelsThemselves()
    {
        Folder.Add(40, "{1}/{0:d3}.jpg");
        var labels = Path.Combine(Folder.Root, "labels.csv");
        var files = Directory
            .GetFiles(Folder.Data, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder.Data, path).Replace('\\', '/'));
        File.WriteAllLines(labels, files.Select(path => $"{path},{path.Split('/')[0]}"));
        Train("--labels", labels, "--test-share", "0.2").ExitCode.Should().Be(0);

        var run = Run("train", "--resume", Folder.Output, "--labels", "folders");

        run.ExitCode.Should().Be(0, run.Error);
    }

    private void WriteLabels(int period)
    {
        if (!File.Exists(Folder["labels.csv"]))
        {
            Folder.Add(40);
        }

        var lines = Enumerable.Range(0, 40).Select(i => $"image-{i:d3}.jpg,{(i % period == 0 ? "a" : "b")}");
        File.WriteAllLines(Folder["labels.csv"], lines);
    }

    /// <summary>They are in the folder, though not used.</summary>
    [Fact]
    public void Train_CsvThatLabelsImagesOutsideTheSplits_TakesTheOthers()
    {
        Folder.Add(40, "train/{0:d3}.jpg").Add(6, "test/{0:d3}.jpg", 50).Add(3, "extra/{0:d3}.jpg", 70);
        var labels = Path.Combine(Folder.Root, "labels.csv");
        var files = Directory
            .GetFiles(Folder.Data, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder.Data, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
        File.WriteAllLines(labels, files.Select((path, i) => $"{path},{(path[0] == 'e' ? "unused" : $"{i % 2}")}"));

        var run = Train("--labels", labels);

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should()
            .Contain("40 training images, 6 test images, 3 images outside train/ and test/ not used")
            .And.MatchRegex(@"labels\s+2 classes: 0, 1");
    }

    [Theory]
    [InlineData("absent.jpg,1", "line 1, labels 'absent.jpg', which is not in the folder")]
    [InlineData("image-000.jpg", "line 1, is no path and label")]
    [InlineData("image-000.jpg,1\nimage-000.jpg,2", "line 2, labels 'image-000.jpg' '2', which it labeled '1' before")]
    [InlineData("path,label", "labels none of the 20 images")]
    public void Train_FaultyCsv_IsRefusedByLine(string text, string expected)
    {
        Folder.Add(20);
        var labels = Path.Combine(Folder.Root, "labels.csv");
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
        Folder.Add(20);

        var run = Train(option, value.Replace("{0}", Folder.Data, StringComparison.Ordinal));

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("error: " + expected.Replace("{0}", Folder.Data, StringComparison.Ordinal));
    }

    /// <summary>Labels beside IDX files are those of the images; a share of one image is none.</summary>
    [Fact]
    public void Train_LabelsOfArrays_AreNamedWhereTheyDoNotFit()
    {
        using var stripes = new StripesFolder();
        var labels = Path.Combine(Folder.Root, "labels.csv");
        File.WriteAllText(labels, "0,1");

        Faults(stripes.Data, "--labels", labels)
            .Should()
            .Equal(
                $"error: --labels: '{stripes.Data}' holds IDX files, whose labels lie beside the images: others cannot be given."
            );
        Faults(stripes.Data, "--test-share", "0.5")
            .Should()
            .Equal($"error: --test-share: '{stripes.Data}' has test images of its own: no share can be set aside.");
        var array = Path.Combine(Folder.Root, "images.npy");
        File.WriteAllBytes(array, NpyBytes.Build("|u1", [2, 8, 8], new byte[128]));
        Faults(array, "--labels", labels)
            .Should()
            .Equal(
                $"error: --labels: '{labels}' is no .npy file, but the labels of '{array}' must be a .npy file of 2 whole numbers."
            );
        var three = Path.Combine(Folder.Root, "three.npy");
        File.WriteAllBytes(three, NpyBytes.Build("|u1", [3], new byte[3]));
        Faults(array, "--labels", three).Should().ContainSingle().Which.Should().StartWith("error: --labels: ");

        static IReadOnlyList<string> Faults(string data, params string[] options) =>
            Run(["train", "Stripes", "--data", data, .. options]).ErrorLines;
    }
}
