using System.Text.Json;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class EvaluateTests(TrainedStripes trained) : IClassFixture<TrainedStripes>, IDisposable
{
    private static readonly ExperimentDefinition[] Experiments = [StripesExperiment.Definition];
    private readonly string scratch = Directory.CreateTempSubdirectory("contrastive-").FullName;

    private static readonly string[] Quick = ["--shots", "none", "--shares", "0.1", "--draws", "2"];

    private string Folder => trained.Folder.Output;

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Fact]
    public void Evaluate_ARun_ShowsEachScoreWithItsProtocolAndKeepsThem()
    {
        var run = Evaluate(Folder, "--shots", "3", "--shares", "0.1", "--draws", "2");

        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        run.OutputLines.Should().Contain($"{Folder}: Stripes, seed 3, step-00000008");
        run.Output.Should()
            .MatchRegex(
                @"Accuracy on the test split of .*: 20 images of 2 classes, the largest with 65\.00 %; nothing was chosen by them\. Labels from 256 training images, draw seed 1"
            )
            .And.MatchRegex(@"  knn +all labels +100\.00 %\r?\n")
            .And.MatchRegex(
                @"  linear +all labels +100\.00 % +rate \S+, weight decay \S+, 100\.00 % on labels set aside"
            )
            .And.MatchRegex(@"  linear +10 % +\d+\.\d\d ± \d+\.\d\d % +2 draws of 2[56] labels; rates ")
            .And.MatchRegex(@"  linear +3 per class +\d+\.\d\d ± \d+\.\d\d % +2 draws of 6 labels; rates ")
            .And.Contain("  knn (all labels): kNN, cosine, k = 20, T = 0.07, clean features.")
            .And.Contain("  linear (all labels, 10 %, 3 per class): softmax regression on standardized features, SGD, ")
            .And.NotContain("fine-tuned");
        ScoresFile
            .Read(Folder)
            .Where(score => score.Evaluation == EvaluationScore.Linear && score.Labels != EvaluationScore.PerClass(10))
            .Should()
            .OnlyContain(score => score.Checkpoint == "step-00000008" && score.Chosen.Count == score.Accuracies.Count);
    }

    /// <summary>In a file a line is a line; a terminal would break words.</summary>
    [Fact]
    public void Evaluate_OnATerminal_FitsIntoItsWidth()
    {
        string[] words = ["evaluate", Folder, .. Quick, "--threads", "1"];

        var wide = Invocation.Of(Experiments, words);
        var narrow = Invocation.On(80, Experiments, words);

        wide.OutputLines.Max(line => line.Length).Should().BeGreaterThan(160);
        narrow
            .OutputLines.Where(line => line.TrimStart().Contains(' ', StringComparison.Ordinal))
            .Should()
            .OnlyContain(line => line.Length <= 80);
        Words(narrow).Should().Equal(Words(wide));

        // But for the seconds that it took.
        static IEnumerable<string> Words(Invocation run) =>
            run
                .Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Where(word => !double.TryParse(word, out _));
    }

    [Fact]
    public void Evaluate_ByAnotherNumberOfNeighbors_AsksThem()
    {
        // Of 256 images that nearly all vote alike, the two classes of 128 can hardly be told apart.
        var run = Evaluate(Folder, [.. Quick, "-k", "256", "--knn-temperature", "1000"]);

        run.ExitCode.Should().Be(0);
        run.Output.Should()
            .Contain("  knn (all labels): kNN, cosine, k = 256, T = 1000, clean features.")
            .And.NotMatchRegex(@"  knn +all labels +100\.00 %");
    }

    [Theory]
    [InlineData("-k", "0", "-k is 0, but must be at least 1.")]
    [InlineData(
        "--knn-temperature",
        "0.01",
        "--knn-temperature is '0.01', but must be a number from 0.0125 on, such as 0.07."
    )]
    [InlineData(
        "--knn-temperature",
        "warm",
        "--knn-temperature is 'warm', but must be a number from 0.0125 on, such as 0.07."
    )]
    public void Evaluate_NeighborsOutOfRange_AreRefused(string option, string value, string message)
    {
        var run = Evaluate(Folder, option, value);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(message);
    }

    [Fact]
    public void Evaluate_Twice_GivesTheSameAndKeepsEachScoreOnce()
    {
        Evaluate(Folder, Quick).ExitCode.Should().Be(0);
        var first = ScoresFile.Read(Folder);

        Evaluate(Folder, Quick).ExitCode.Should().Be(0);

        ScoresFile
            .Read(Folder)
            .Should()
            .BeEquivalentTo(first, options => options.WithStrictOrderingFor(score => score.Accuracies));
        first.Select(score => (score.Evaluation, score.Labels)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Evaluate_FineTuned_TrainsACopyAndLeavesTheRunAsItIs()
    {
        var before = Checkpoints();

        var run = Evaluate(Folder, "--fine-tune", "--fine-tune-epochs", "2", "--shots", "5", "--shares", "none");

        run.ExitCode.Should().Be(0);
        run.Output.Should()
            .MatchRegex(@"  fine-tuned +all labels +100\.00 %")
            .And.MatchRegex(@"  fine-tuned +5 per class +\d+\.\d\d ± \d+\.\d\d % +3 draws of 10 labels")
            .And.MatchRegex(@"  fine-tuned \(all labels, 5 per class\): encoder and head trained on, .* 2 epochs ");
        Checkpoints().Should().Equal(before);
    }

    [Fact]
    public void Evaluate_SeveralRuns_ShowsMeanAndDeviationAndWritesAll()
    {
        var file = Path.Combine(scratch, "new", "scores.json");
        using var other = new StripesFolder();
        Train(other, "9");

        var run = Evaluate(Folder, [other.Output, .. Quick, "--json", file]);

        run.ExitCode.Should().Be(0);
        run.Output.Should()
            .Contain("Stripes: mean ± deviation over 2 runs, seeds 3, 9")
            .And.MatchRegex(@"  knn +all labels +100\.00 ± 0\.00 %")
            .And.Contain($"The scores are in {file}.");
        var written = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        written.EnumerateArray().Select(one => one.GetProperty("seed").GetInt64()).Should().Equal(3, 9);
        written[1].GetProperty("scores")[0].GetProperty("evaluation").GetString().Should().Be("knn");
        written[1].GetProperty("scores")[0].GetProperty("accuracy").GetDouble().Should().Be(1);
    }

    /// <summary>A run that was trained for longer is no repetition, nor is one of the same seed.</summary>
    [Theory]
    [InlineData("9", "1")]
    [InlineData("3", "2")]
    public void Evaluate_RunsThatAreNoRepetitions_HaveNoMean(string seed, string epochs)
    {
        using var other = new StripesFolder();
        Train(other, seed, "--epochs", epochs);

        Evaluate(Folder, [other.Output, .. Quick]).Output.Should().NotContain("mean ± deviation over");
    }

    /// <summary>Nor is one on other images, even if it is measured on the same.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Evaluate_RunsOnOtherImages_HaveNoMean(bool measuredOnTheSame)
    {
        using var other = new StripesFolder(train: 200);
        Train(other, "9");
        string[] data = measuredOnTheSame ? ["--data", other.Data] : [];

        Evaluate(Folder, [other.Output, .. data, .. Quick]).Output.Should().NotContain("mean ± deviation over");
    }

    [Fact]
    public void Evaluate_TestImagesThatChanged_KeepsNoScores()
    {
        using var own = new StripesFolder();
        Train(own, "6");
        using var other = new StripesFolder(test: 30);

        Evaluate(own.Output, [.. Quick, "--data", other.Data]).ExitCode.Should().Be(0);

        ScoresFile.Read(own.Output).Should().BeEmpty("the training images are the same, but not those to test with");
    }

    [Fact]
    public void Evaluate_AClassWithoutTrainingLabels_IsSaid()
    {
        // Of the first two images one class may be missing: all labels but the tests' are made class 0.
        using var folder = new StripesFolder();
        var labels = Path.Combine(folder.Data, "train-labels-idx1-ubyte");
        var bytes = File.ReadAllBytes(labels);
        bytes.AsSpan(8).Clear();
        File.WriteAllBytes(labels, bytes);

        var run = Evaluate(Folder, [.. Quick, "--data", folder.Data]);

        run.ExitCode.Should().Be(0);
        run.Output.Should()
            .Contain("caution: no training image has a label of class 1: test images of it all count as wrong.");
    }

    [Fact]
    public void Lacking_Classes_AreNamedWhereTheyHaveNames()
    {
        string[] names = ["boot", "coat", "dress"];

        EvaluationView
            .Lacking([1], names)
            .Should()
            .Be("caution: no training image has a label of class coat: test images of it all count as wrong.");
        EvaluationView
            .Lacking([0, 2, 3], names)
            .Should()
            .Be(
                "caution: no training image has a label of 3 classes (boot, dress, 3): test images of them all count as wrong."
            );
        EvaluationView
            .Lacking([.. Enumerable.Range(0, 9)], null)
            .Should()
            .Contain("9 classes (0, 1, 2, 3, 4, 5, 6, 7, …)");
    }

    [Fact]
    public void Evaluate_OtherImagesThanItsOwn_IsSaidUnlessAskedFor()
    {
        using var changed = new StripesFolder();
        Train(changed, "5");
        var pixels = Path.Combine(changed.Data, "train-images-idx3-ubyte");
        var bytes = File.ReadAllBytes(pixels);
        bytes[^1] ^= 1;
        File.WriteAllBytes(pixels, bytes);
        var run = changed.Output;

        Evaluate(run, Quick)
            .ErrorLines.Should()
            .Equal($"warning: '{changed.Data}' does not hold the training images that '{run}' was trained on.");
        Evaluate(run, [.. Quick, "--data", changed.Data]).Error.Should().BeEmpty();
    }

    [Fact]
    public void Evaluate_ImagesElsewhere_NeedsNoLimitOfTheRunsAndKeepsNoScores()
    {
        using var own = new StripesFolder();
        Train(own, "6", "--limit", "200");
        using var other = new StripesFolder(train: 100);

        var strange = Evaluate(own.Output, [.. Quick, "--data", other.Data]);

        strange.Error.Should().BeEmpty();
        strange
            .Output.Should()
            .Contain("Labels from 100 training images")
            .And.Contain(
                $"The scores are not kept in '{own.Output}', since they are of other images or labels than the run's."
            );
        ScoresFile.Read(own.Output).Should().BeEmpty();

        Evaluate(own.Output, [.. Quick, "--limit", "150"]).ExitCode.Should().Be(0);
        ScoresFile.Read(own.Output).Should().BeEmpty("fewer images are others");

        Evaluate(own.Output, [.. Quick, "--data", own.Data]).Output.Should().Contain("Labels from 200 training images");
        ScoresFile.Read(own.Output).Should().NotBeEmpty().And.OnlyContain(score => score.DrawSeed == 1);
    }

    [Theory]
    [InlineData(0, true, "test images")]
    [InlineData(20, false, "labels")]
    public void Evaluate_WithoutWhatItNeeds_SaysWhatIsMissingAndWhatToDo(int test, bool labelled, string lacking)
    {
        using var folder = new StripesFolder(test: test, labelled: labelled);

        var run = Evaluate(Folder, "--data", folder.Data);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal(
                $"error: '{folder.Data}' has no {lacking}, without which an encoder cannot be evaluated: name images that have with --data, labels with --labels, or set test images aside with --test-share."
            );
    }

    [Theory]
    [InlineData("--shots 0", "--shots is 0, but must be at least 1.")]
    [InlineData("--shots some", "--shots is 'some', but must be a whole number, at least 1 and at most 2147483647.")]
    [InlineData("--shots 5,,10", "--shots is '5,,10', but nothing stands before or after one of its commas.")]
    [InlineData("--shares ,0.1", "--shares is ',0.1', but nothing stands before or after one of its commas.")]
    [InlineData("--shots 5,5", "--shots names 5 twice; name each number once.")]
    [InlineData("--shares 2", "--shares is '2', but must be a number above 0 and below 1, such as 0.1.")]
    [InlineData("--fine-tune-epochs 3", "--fine-tune-epochs is given without --fine-tune.")]
    public void Evaluate_BadOptions_AreRefused(string options, string expected)
    {
        var run = Evaluate(Folder, options.Split(' '));

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().Equal("error: " + expected);
    }

    [Fact]
    public void Evaluate_AFolderThatIsNoRun_IsRefusedBeforeTheOthersAreScored()
    {
        var run = Evaluate(Folder, scratch);

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.ErrorLines.Should().ContainSingle().Which.Should().Contain($"'{scratch}' is not the folder of a run");
    }

    [Fact]
    public void Evaluate_AFolderForTheScores_IsRefusedBeforeAnythingIsScored()
    {
        var run = Evaluate(Folder, "--json", scratch);

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.ErrorLines.Should().Equal($"error: --json is '{scratch}', which is a folder; name a file.");
    }

    [Fact]
    public void Evaluate_OnAFileThatExists_IsRefusedBeforeAnythingIsScored()
    {
        var file = Path.Combine(scratch, "settings.json");
        File.WriteAllText(file, "mine");

        var run = Evaluate(Folder, "--json", file);

        run.ExitCode.Should().Be(2);
        run.Output.Should().BeEmpty();
        run.ErrorLines.Should()
            .Equal($"error: --json is '{file}', which exists; name another file, or add --overwrite.");
        File.ReadAllText(file).Should().Be("mine");
    }

    private static void Train(StripesFolder folder, string seed, params string[] options) =>
        folder.Train(["--seed", seed, .. options]).ExitCode.Should().Be(0);

    private static Invocation Evaluate(string folder, params string[] options) =>
        Invocation.Of(Experiments, ["evaluate", folder, .. options, "--threads", "1"]);

    private string[] Checkpoints() =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Folder, "checkpoints"), "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => path + Convert.ToHexString(File.ReadAllBytes(path))),
        ];
}
