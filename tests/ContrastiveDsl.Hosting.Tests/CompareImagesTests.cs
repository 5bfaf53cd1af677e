using ContrastiveDsl.Data;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Reporting;
using ContrastiveDsl.State;
using ContrastiveDsl.TestImages;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>Runs of other images, labels or weights are never taken for those of a comparison.</summary>
public sealed class CompareImagesTests : Comparison
{
    [Fact]
    public void Compare_ImagesThatChangeBeforeTheScores_SaysSoAndGoesOnWithTheFirstOnes()
    {
        var undo = ChangeAPixelBefore("evaluate");

        var run = Compare("Stripes", "--seeds", "2");

        run.ExitCode.Should().Be(1);
        run.OutputLines.Should()
            .ContainSingle(line =>
                line.StartsWith("Stripes, seed 2: its scores were not kept in ", StringComparison.Ordinal)
            );
        Noted().Should().BeEmpty();
        undo();
        Compare("Stripes", "--seeds", "2").ExitCode.Should().Be(0);
        Noted().Should().ContainSingle();
    }

    [Fact]
    public void Compare_FinishedRunsOfImagesThatAreNotThere_AreRefused()
    {
        Compare("Stripes", "--seeds", "2");

        var again = Compare("Stripes", "--seeds", "2", "--data", Path.Combine(folder.Root, "nowhere"));

        again.ExitCode.Should().Be(2);
        again.ErrorLines.Should().Equal($"error: --data: There is no folder '{Path.Combine(folder.Root, "nowhere")}'.");
        again.Output.Should().BeEmpty();
    }

    [Fact]
    public void Compare_OtherImages_AreTrainedOnAndStandInATableOfTheirOwn()
    {
        Compare("Stripes", "--seeds", "2");
        using var other = new StripesFolder(train: 200);

        var run = Compare("Stripes", "--seeds", "2,5", "--data", other.Data);

        run.ExitCode.Should().Be(0);
        run.Output.Should().NotContain("done already");
        Trainings.Should().HaveCount(3);
        Noted().Select(result => result.Run.Seed).Should().Equal(2, 2, 5);
        var images = Noted().Select(result => result.Run.Images).ToArray();
        images[1].Should().NotBe(images[0]).And.Be(images[2]);
        run.OutputLines.Where(line => line.StartsWith("| Stripes | ", StringComparison.Ordinal))
            .Select(line => line.Split('|')[^2].Trim())
            .Should()
            .Equal("1", "2");
        run.Output.Should().Contain($" Images and labels {images[0]}.").And.Contain($" Images and labels {images[1]}.");
        Directory
            .GetDirectories(Path.Combine(folder.Root, "compared", "runs"))
            .Select(Path.GetFileName)
            .Should()
            .BeEquivalentTo(
                "Stripes-seed2-epochs2-limit128-batch64",
                $"Stripes-seed2-epochs2-limit128-batch64-images{images[1]}",
                "Stripes-seed5-epochs2-limit128-batch64"
            );

        Compare("Stripes", "--seeds", "2").Output.Should().Contain("Stripes, seed 2: done already");
        Compare("Stripes", "--seeds", "2,5", "--data", other.Data)
            .OutputLines.Count(line => line.EndsWith(": done already", StringComparison.Ordinal))
            .Should()
            .Be(2);
        Trainings.Should().HaveCount(3);
    }

    [Theory]
    [InlineData("label of a training image", "0.2")]
    [InlineData("label of a test image", "0.2")]
    [InlineData("pixel of a test image", "0.2")]
    [InlineData("nothing", "0.3")]
    public void Compare_OtherLabelsTestImagesOrShare_AreTrainedOnAnew(string change, string share)
    {
        var (images, labels) = WriteArrays();
        Compare("Stripes", "--seeds", "2", "--data", images, "--labels", labels, "--test-share", "0.2");
        var isTest = TestSplit.Choose([.. Enumerable.Range(0, 256).Select(i => $"{i}")], 0.2);
        var changed = Array.IndexOf(isTest, change.Contains("test", StringComparison.Ordinal));
        if (change != "nothing")
        {
            var isLabel = change.StartsWith("label", StringComparison.Ordinal);
            var file = isLabel ? labels : images;
            var bytes = File.ReadAllBytes(file);
            bytes[128 + (isLabel ? changed : 64 * changed)] ^= 1;
            File.WriteAllBytes(file, bytes);
        }

        string[] words = ["Stripes", "--seeds", "2", "--data", images, "--labels", labels, "--test-share", share];
        var run = Compare(words);

        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        Trainings.Should().HaveCount(2);
        run.OutputLines.Count(line => line.StartsWith("| Stripes | ", StringComparison.Ordinal)).Should().Be(2);
        Compare(words).Output.Should().Contain("Stripes, seed 2: done already");
    }

    [Fact]
    public void Compare_ImagesThatChangeBeforeTheTraining_AreNotNotedAsThoseOfBefore()
    {
        ChangeAPixelBefore("train");

        var run = Compare("Stripes", "--seeds", "2");

        run.ExitCode.Should().Be(1);
        run.OutputLines.Should()
            .Contain(
                "Stripes, seed 2: not noted, since the images changed after the comparison had begun; the same command compares those that are there now."
            );
        Noted().Should().BeEmpty();
        Compare("Stripes", "--seeds", "2").ExitCode.Should().Be(0);
        Noted().Should().ContainSingle();
        Trainings.Should().ContainSingle();
    }

    [Fact]
    public void Compare_ResultsFromBeforeImagesWereNoted_AreNotCountedAndNotLost()
    {
        Compare("Stripes", "--seeds", "2");
        var noted = Noted().Single();
        var lines = File.ReadAllLines(Results).Select(line => line[..line.LastIndexOf('\t')]).ToArray();
        File.WriteAllLines(Results, lines);

        var again = Compare("Stripes", "--seeds", "2");

        again
            .OutputLines[0]
            .Should()
            .Be($"Not counted, as an earlier version noted no images with them: 1 result of these runs in {Results}.");
        again.Output.Should().NotContain("done already").And.Contain(" Images and labels that were not noted.");
        Noted().Should().Equal(noted with { Run = noted.Run with { Images = null } }, noted);
        // Its folder says of which images it is.
        Trainings.Should().ContainSingle();
        Compare("Stripes", "--seeds", "2").OutputLines[0].Should().Be("Stripes, seed 2: done already");
    }

    [Fact]
    public void Compare_ImagesThatHaveMoved_AreProbedAsBefore()
    {
        Compare("Stripes", "--seeds", "2");
        var noted = Noted().Single();
        File.Delete(Results);
        File.Delete(Path.Combine(Folder(noted.Run), ScoresFile.FileName));
        var moved = Path.Combine(folder.Root, "moved");
        Directory.Move(folder.Data, moved);

        Compare("Stripes", "--seeds", "2", "--data", moved).ExitCode.Should().Be(0);

        Noted().Single().Should().Be(noted);
    }

    [Fact]
    public void Compare_ARunThatDoesNotSayItsImages_IsLeftAloneAndAnotherTrained()
    {
        Compare("Stripes", "--seeds", "2");
        var noted = Noted().Single();
        var run = Folder(noted.Run);
        File.Delete(Results);
        File.Delete(Path.Combine(run, ScoresFile.FileName));
        var record = RunFolder.Open(run);
        record.Settings.Images.Should().NotBeNull();
        RunFolder.Write(run, record with { Settings = record.Settings with { Images = null } });

        Compare("Stripes", "--seeds", "2").ExitCode.Should().Be(0);

        (Noted().Single() with { Seconds = 0 }).Should().Be(noted with { Seconds = 0 });
        Trainings.Should().HaveCount(2);
        Trainings.Last().Should().Contain($"{run}-images{noted.Run.Images}");
        RunFolder.Open(run).Settings.Images.Should().BeNull();
    }

    [Fact]
    public void Compare_ATrainedRunWhoseSettingsCannotBeRead_IsNotTakenForOneOfTheseImages()
    {
        Compare("Stripes", "--seeds", "2");
        var noted = Noted().Single();
        File.Delete(Results);
        File.WriteAllText(Path.Combine(Folder(noted.Run), RunFolder.SettingsFile), "{");

        Compare("Stripes", "--seeds", "2").ExitCode.Should().Be(0);

        Trainings.Should().HaveCount(2);
        (Noted().Single() with { Seconds = 0 }).Should().Be(noted with { Seconds = 0 });
    }

    [Theory]
    [InlineData("t10k-images-idx3-ubyte", "test images", ": give --test-share 0.1.")]
    [InlineData("t10k-labels-idx1-ubyte", "labels", ".")]
    [InlineData("train-labels-idx1-ubyte", "labels", ".")]
    public void Compare_ImagesThatGiveNoScore_AreRefused(string file, string lacking, string advice)
    {
        File.Delete(Path.Combine(folder.Data, file));

        var run = Compare("Stripes");

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal(
                $"error: --data: '{folder.Data}' has no {lacking}, without which encoders cannot be compared{advice}"
            );
        Directory.Exists(Path.GetDirectoryName(Results)).Should().BeFalse();
    }

    /// <summary>Changes the training images once, before a verb runs.</summary>
    /// <returns>Brings the images back.</returns>
    private Action ChangeAPixelBefore(string changed)
    {
        var images = Directory.GetFiles(folder.Data, "train-images*").Single();
        var before = File.ReadAllBytes(images);
        beforeVerb = verb =>
        {
            if (verb == changed)
            {
                // The first pixel, behind the header.
                File.WriteAllBytes(images, [.. before[..16], (byte)(before[16] ^ 1), .. before[17..]]);
                beforeVerb = _ => { };
            }
        };
        return () => File.WriteAllBytes(images, before);
    }
}
