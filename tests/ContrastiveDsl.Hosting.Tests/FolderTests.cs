using System.Text.Json;
using ContrastiveDsl.TestImages;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Training on a folder of image files.</summary>
public sealed class FolderTests : FolderTrainings
{
    [Fact]
    public void Train_FlatFolder_TrainsAndSaysThatNothingIsScored()
    {
        Folder.Add(40);

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
            .And.Contain("For a score, in a new training: --labels FILE.csv and --test-share 0.1; to look: neighbors.");
        Settings().GetProperty("images").GetProperty("store").GetString().Should().StartWith(Folder.Store);
    }

    /// <summary>The header is read on terminals of 80 columns; sub-folders can be classes.</summary>
    [Fact]
    public void Train_SubFoldersWithoutLabels_NamesOptionsToPasteInALineOfATerminal()
    {
        Folder.Add(40, "{1}/{0:d2}.jpg");

        var run = Train();

        run.Output.Should()
            .Contain("For a score, in a new training: --labels folders and --test-share 0.1; to look: neighbors.");
        run.OutputLines.Should()
            .ContainSingle(line => line.StartsWith("labels ", StringComparison.Ordinal))
            .Which.Should()
            .EndWith("no comparison")
            .And.Match(line => line.Length <= 80);
    }

    [Fact]
    public void Train_FolderOfImages_ReportsThemByTheirNames()
    {
        Folder.Add(40, "by_kind/{1}/{0:d2}.jpg");

        Train();

        File.ReadAllText(Path.Combine(Folder.Output, "report.html"))
            .Should()
            .Contain("alt=\"by_kind/level/00.jpg")
            .And.Contain("by_<wbr>kind/<wbr>level/<wbr>")
            .And.NotContain("train/0");
    }

    [Fact]
    public void Describe_FolderOfImages_SaysThatNoneWasDecodedYet()
    {
        Folder.Add(40);

        Run("describe", "Stripes", "--data", Folder.Data)
            .OutputLines[^1]
            .Should()
            .Be(
                "The images are counted by the beginnings of their files; those that cannot be decoded are left out when training starts."
            );
    }

    [Fact]
    public void Train_NestedFolders_AreNoLabelsUnlessAsked()
    {
        Folder.Add(20).Add(20, "one/two/three/{1}/{0}.png");

        Train().Output.Should().Contain("40 training images").And.Contain("no labels (--labels), no test");
    }

    [Fact]
    public void Train_SecondRun_StartsAtOnceWithTheSameImages()
    {
        Folder.Add(40);
        Train();

        var second = Train("--out", Path.Combine(Folder.Root, "second"));

        second.Output.Should().NotContain("Decoding");
        RunFiles
            .StepLines(Path.Combine(Folder.Root, "second"))
            .Should()
            .Equal(RunFiles.StepLines(Path.Combine(Folder.Root, "run")));
    }

    [Fact]
    public void Train_WithoutAStore_GivesTheSameLosses()
    {
        Folder.Add(40);
        Train();

        Train("--out", Path.Combine(Folder.Root, "second"), "--store", "none");

        RunFiles
            .StepLines(Path.Combine(Folder.Root, "second"))
            .Should()
            .Equal(RunFiles.StepLines(Path.Combine(Folder.Root, "run")))
            .And.HaveCount(4);
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
        Directory.Exists(Folder.Output).Should().BeFalse();
    }

    /// <summary>Advice that counts a file whose beginning alone is an image's would be refused the next time.</summary>
    [Fact]
    public void Train_FewerImagesThanABatch_CountsThoseThatCanBeDecoded()
    {
        Folder.Add(11);
        var whole = File.ReadAllBytes(Folder["image-000.jpg"]);
        File.WriteAllBytes(Folder["image-000.jpg"], whole[..(whole.Length * 6 / 10)]);

        var run = Train();

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Contain(
                "error: CDSL3019: There are 10 images, fewer than BatchSize = 16, so an epoch has no step. Give --batch-size 10 or less."
            )
            .And.Contain(line => line.StartsWith("warning: left out 'image-000.jpg': ", StringComparison.Ordinal));
        Directory.Exists(Folder.Output).Should().BeFalse();
        Run("train", "Stripes", "--data", Folder.Data, "--out", Folder.Output, "--batch-size", "10")
            .ExitCode.Should()
            .Be(0);
    }

    [Fact]
    public void Train_OneImage_IsToldThatTwoAreNeeded()
    {
        Folder.Add(1);

        var run = Train();

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal(
                "error: CDSL3019: There is 1 image, fewer than BatchSize = 16, so an epoch has no step. Training needs two images at least."
            );
    }

    /// <summary>Where folders come from elsewhere their names may do anything to a terminal.</summary>
    [Fact]
    public void Train_ControlCodesInNames_AreShownAndNotObeyed()
    {
        Folder.Add(32, "{1}\u001b[31m/{0:d2}\n.jpg");
        File.WriteAllText(Folder["a\u001b]0;title\u0007.jpg"], "text");

        var run = Train("--labels", "folders", "--test-share", "0.1", "--epochs", "1");

        run.ExitCode.Should().Be(0, run.Error);
        run.ErrorLines.Should()
            .Contain(line => line.StartsWith(@"warning: left out 'a\x1b]0;title\x07.jpg': ", StringComparison.Ordinal));
        run.Output.Should().Contain(@"level\x1b[31m").And.NotContain("\u001b");
        File.ReadAllText(Path.Combine(Folder.Output, "report.html"))
            .Should()
            .Contain(@"\x1b[31m")
            .And.NotContain("\u001b");
    }

    [SmallDiskFact]
    public void Train_WholeStoreOnAReadOnlyDisk_Trains()
    {
        Folder.Add(20);
        Train("--epochs", "1").ExitCode.Should().Be(0);
        var place = Path.Combine(Folder.Root, "read-only");
        using var mounted = SmallDisk.ReadOnly(Folder.Store, place);

        var run = Train("--store", place, "--out", Path.Combine(Folder.Root, "second"), "--epochs", "1");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().NotContain("Decoding");
        RunFiles
            .StepLines(Path.Combine(Folder.Root, "second"))
            .Should()
            .Equal(RunFiles.StepLines(Folder.Output))
            .And.NotBeEmpty();
    }

    /// <summary>Hours of decoding only to refuse are worse than a count that a broken file may lower.</summary>
    [Fact]
    public void Train_ManyImagesButFewerThanABatch_IsRefusedBeforeAnythingIsDecoded()
    {
        Folder.Add(1001);

        string[] batch = ["--batch-size", "2048", "--store", Folder.Store];
        var run = Run(["train", "Stripes", "--data", Folder.Data, "--out", Folder.Output, .. batch]);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .Contain("There are 1001 images, fewer than BatchSize = 2048");
        Directory.Exists(Folder.Store).Should().BeFalse();
    }

    /// <summary>By their paths they come class by class, so that the first would be of one.</summary>
    [Fact]
    public void Train_LimitOnSubFolders_TakesImagesOfAllOfThem()
    {
        Folder.Add(40, "{1}/{0:d2}.jpg");

        var run = Train("--labels", "folders", "--limit", "16");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().MatchRegex(@"data\s+16 of 40 training images at even distances, ");
        File.ReadAllText(Path.Combine(Folder.Output, "report.html"))
            .Should()
            .Contain("alt=\"level/")
            .And.Contain("alt=\"upright/");
    }

    [Fact]
    public void Train_LimitBelowTheClasses_SaysWhichHaveTrainingImages()
    {
        Folder.Add(40, "{0:d2}/{1}.jpg");

        Train("--labels", "folders", "--test-share", "0.1", "--limit", "16")
            .Output.Should()
            .MatchRegex(@"labels\s+16 of 40 classes, those of the training images: 0\d, 0\d, .*, …");
    }

    /// <summary>However many there are to decode.</summary>
    [Fact]
    public void Train_LimitBelowTheBatch_IsRefusedBeforeAnythingIsDecoded()
    {
        Folder.Add(40);

        var run = Train("--limit", "10");

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .Contain("There are 10 images, fewer than BatchSize = 16");
        run.Output.Should().NotContain("Decoding");
        Directory.Exists(Folder.Store).Should().BeFalse();
    }

    [Fact]
    public void Resume_AfterAStop_TakesTheRemainingStepsOfAnUninterruptedRun()
    {
        Folder.Add(40);
        Train();
        TrainUntilStopped(Path.Combine(Folder.Root, "stopped"));
        Directory.Exists(Path.Combine(Folder.Root, "stopped", "checkpoints", "step-00000001")).Should().BeTrue();

        var run = Run("train", "--resume", Path.Combine(Folder.Root, "stopped"));

        run.ExitCode.Should().Be(0);
        RunFiles
            .StepLines(Path.Combine(Folder.Root, "stopped"))
            .Should()
            .Equal(RunFiles.StepLines(Path.Combine(Folder.Root, "run")));
    }

    [Fact]
    public void Resume_OtherImages_IsRefused()
    {
        Folder.Add(40);
        TrainUntilStopped(Folder.Output);
        Folder.Add(1, "added.jpg");

        var run = Run("train", "--resume", Folder.Output);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal(
                $"error: The images changed: the run began with other training images than '{Folder.Data}' holds (40 then, 41 now). Bring those back, or start a new run; --from {Folder.Output} gives it the weights of this one's encoder."
            );
    }

    /// <summary>Without a checkpoint there are no weights to begin with.</summary>
    [Fact]
    public void Resume_OtherImagesWithoutACheckpoint_NamesNoRunToBeginFrom()
    {
        Folder.Add(40);
        TrainUntilStopped(Folder.Output);
        Directory.Delete(Path.Combine(Folder.Output, "checkpoints"), recursive: true);
        Folder.Add(1, "added.jpg");

        Run("train", "--resume", Folder.Output)
            .ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .EndWith("(40 then, 41 now). Bring those back, or start a new run.");
    }

    [Fact]
    public void Resume_MovedImages_GoesOn()
    {
        Folder.Add(40);
        TrainUntilStopped(Folder.Output);
        var moved = Path.Combine(Folder.Root, "moved");
        Directory.Move(Folder.Data, moved);

        Run("train", "--resume", Folder.Output, "--data", moved).ExitCode.Should().Be(0);
    }

    [Fact]
    public void Describe_Folder_DecodesNothing()
    {
        Folder.Add(40);

        var run = Run("describe", "Stripes", "--data", Folder.Data, "--batch-size", "16");

        run.ExitCode.Should().Be(0);
        Directory.Exists(Folder.Store).Should().BeFalse();
    }

    [SmallDiskFact]
    public void Train_StoreOnAReadOnlyDisk_SaysWhatToDo()
    {
        Folder.Add(20);
        Train("--epochs", "1").ExitCode.Should().Be(0);
        var place = Path.Combine(Folder.Root, "read-only");
        using var mounted = SmallDisk.ReadOnly(Folder.Store, place);
        Folder.Add(1, "added.jpg");

        var run = Train("--store", place, "--out", Path.Combine(Folder.Root, "second"));

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith($"error: --store: The store '{place}")
            .And.Contain("cannot be written (")
            .And.Contain("ead-only file system")
            .And.EndWith(
                ": name another folder with --store DIR, or write --store none, which decodes in every epoch."
            );
    }

    private void BreakSome()
    {
        Folder.Add(40).Add(1, "b.png");
        // A wrong ending is no fault: the content decides.
        File.Move(Folder["b.png"], Folder["b.jpg"]);
        var whole = File.ReadAllBytes(Folder["image-000.jpg"]);
        File.WriteAllBytes(Folder["cut.jpg"], whole[..(whole.Length * 6 / 10)]);
        File.WriteAllBytes(Folder["empty.jpg"], []);
        File.WriteAllText(Folder["page.jpg"], "<!DOCTYPE html><html><body>404</body></html>");
    }
}
