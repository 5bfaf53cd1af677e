using System.Text.Json;
using ContrastiveDsl.Data;
using ContrastiveDsl.Language;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class TrainTests
{
    private static readonly ExperimentDefinition[] Experiments = [StripesExperiment.Definition];

    [Theory]
    [InlineData("0", "")]
    [InlineData("1", @"  kNN \d+\.\d\d %  linear \d+\.\d\d %")]
    public void Train_RedirectedOutput_WritesOneLineForEachEpoch(string share, string scores)
    {
        using var folder = new StripesFolder();

        var run = folder.Train("--score-share", share);

        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        run.OutputLines.Where(line => line.StartsWith("epoch ", StringComparison.Ordinal)).Should().HaveCount(2);
        run.OutputLines.Should()
            .ContainSingle(line => line.StartsWith("epoch 1/2", StringComparison.Ordinal))
            .Which.Should()
            .MatchRegex(@"^epoch 1/2  loss \d\.\d{4}  lr \S+  \d+ images/s  \d+ s" + scores + "$");
        run.Output.Should().NotContain("\u001b");
    }

    [Fact]
    public void Train_NewRun_SaysWhatRuns()
    {
        using var folder = new StripesFolder();

        var run = folder.Train("--seed", "9");

        run.Output.Should()
            .MatchRegex(@"experiment\s+Stripes: SimCLR")
            .And.MatchRegex(@"data\s+256 training images, 20 test images, 1×8×8, from ")
            .And.MatchRegex(@"device\s+cpu, 1 thread, seed 9")
            .And.MatchRegex(@"steps\s+8, that is 2 epochs of 4 batches of 64 images")
            .And.MatchRegex(@"loss\s+4\.8442 says that the encoder tells nothing apart; less is better")
            .And.NotContain("precision")
            .And.Contain("The run is in " + folder.Output);
        run.OutputLines[^3].Should().Be("Next:");
        run.OutputLines[^2].Should().StartWith($"  neighbors {folder.Output} IMAGE ");
        run.OutputLines[^1].Should().StartWith($"  export {folder.Output} --out encoder.onnx ");
        run.OutputLines.Should().NotContain(line => line.EndsWith(' '), "files keep the blanks of columns");
    }

    [Theory]
    [InlineData(Precision.BFloat16, "bfloat16 for convolutions, products and activations; else float32")]
    [InlineData(Precision.TensorFloat32, "TensorFloat-32 for convolutions and products")]
    public void Train_InAnotherPrecision_NamesItInTheHeader(Precision precision, string said)
    {
        using var folder = new StripesFolder();
        var usual = StripesExperiment.Definition;
        var model = usual.Model with { Training = usual.Model.Training with { Precision = precision } };

        Invocation
            .Of(
                [new ExperimentDefinition(model, usual.Defaults, usual.Create)],
                ["train", "Stripes", "--data", folder.Data, "--out", folder.Output, "--threads", "1"]
            )
            .OutputLines.Should()
            .ContainSingle(line => line.StartsWith("precision ", StringComparison.Ordinal))
            .Which.Should()
            .Contain(said);
    }

    /// <summary>
    /// On a terminal of 80 columns, however large the batch. What a custom loss says is not known; nor does it say much
    /// how low the loss of others is.
    /// </summary>
    [Fact]
    public void Loss_InTheHeader_IsALineOfWhatItSays()
    {
        var clothes = ModelBuilder.Clothes();
        var cosines = new CosineLossModel(ModelBuilder.Name("Cosines")) { Word = "ByolLoss" };

        Line(clothes with { Training = new TrainingModel(1, 100_000_000, 1) })
            .Should()
            .Be("19.1138 says that the encoder tells nothing apart; less is better");
        Line(clothes with { Method = new ByolModel(), Loss = cosines })
            .Should()
            .Be("0 is the least, and a collapsed encoder's too: watch the deviation");
        Line(clothes with { Method = new SimSiamModel(false), Loss = cosines })
            .Should()
            .Be("-1 is the least, and a collapsed encoder's too: watch the deviation");
        Line(clothes with { Method = new ByolModel(), Loss = new LossModel(ModelBuilder.Name("Own")) })
            .Should()
            .BeNull();

        static string? Line(ExperimentModel model)
        {
            var line = RunHeader.Loss(model);
            (line ?? "").Length.Should().BeLessThanOrEqualTo(80 - "experiment   ".Length);
            return line;
        }
    }

    /// <summary>Of a whole memory bank it depends on the images that are trained on, not on all of them.</summary>
    [Theory]
    [InlineData(null, 256)]
    [InlineData(100, 100)]
    public void Chance_OfALimitedRun_IsThatOfItsImages(int? limit, int images)
    {
        var model = ModelBuilder.Clothes() with
        {
            Method = new InstanceDiscriminationModel { Memory = new(new BankModel(0.5, 0, false, false)) },
        };
        var settings = new RunSettings
        {
            BatchSize = 64,
            Limit = limit,
            Images = new DataSummary
            {
                Kind = "idx",
                Fingerprint = "",
                Train = 256,
            },
        };

        CollapseGuard.Of(model, settings, stepsPerEpoch: 1).Chance.Should().BeApproximately(Math.Log(images), 1e-9);
    }

    /// <summary>As <c>export</c> has it, which refuses ONNX of own code.</summary>
    [Fact]
    public void Export_OfOwnCode_IsProposedAsWeights()
    {
        var model = ModelBuilder.Clothes();
        var own = model with { Encoder = model.Encoder with { Form = new CustomEncoderForm(CustomConstructor.None) } };

        TrainCommand.ExportOf(model).Should().Be("encoder.onnx");
        TrainCommand.ExportOf(own).Should().Be("encoder.safetensors");
    }

    [Fact]
    public void Train_LabelledTestSplit_ScoresThreeKindsOfFeaturesWithTheirProtocol()
    {
        using var folder = new StripesFolder();

        var run = folder.Train();

        run.Output.Should()
            .Contain(
                "Accuracy on the test split: kNN, cosine, k = 20, T = 0.07, bank of the 256 training images, 20 test images."
            );
        foreach (var features in new[] { "raw pixels", "untrained encoder", "trained encoder" })
        {
            run.OutputLines.Should()
                .ContainSingle(line => line.TrimStart().StartsWith(features, StringComparison.Ordinal))
                .Which.Should()
                .MatchRegex(@"\d+\.\d\d %");
        }
    }

    [Fact]
    public void Train_StripesOfTwoDirections_PixelsAloneTellThemApart()
    {
        using var folder = new StripesFolder();

        folder
            .Train()
            .OutputLines.Should()
            .ContainSingle(line => line.Contains("raw pixels"))
            .Which.Should()
            .Contain("100.00 %");
    }

    [Fact]
    public void Train_Scores_AreInTheMetricsWithTheirProtocol()
    {
        using var folder = new StripesFolder();

        folder.Train();

        var scores = File.ReadLines(Path.Combine(folder.Output, "metrics.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.TryGetProperty("features", out _))
            .ToArray();
        scores
            .Select(score => score.GetProperty("features").GetString())
            .Should()
            .Equal("raw pixels", "untrained encoder", "trained encoder");
        scores
            .Should()
            .OnlyContain(score =>
                score.GetProperty("step").GetInt64() == 8
                && score.GetProperty("k").GetInt32() == 20
                && score.GetProperty("temperature").GetDouble() == 0.07
                && score.GetProperty("bank").GetInt32() == 256
                && score.GetProperty("queries").GetInt32() == 20
                && score.GetProperty("accuracy").GetDouble() <= 1
            );
    }

    [Fact]
    public void Train_Limit_TrainsOnAndBanksTheFirstImagesOnly()
    {
        using var folder = new StripesFolder();

        var run = folder.Train("--limit", "128");

        run.Output.Should()
            .Contain("the first 128 of 256 training images")
            .And.Contain("2 epochs of 2 batches")
            .And.Contain("bank of the 128 training images");
    }

    [Fact]
    public void Train_BankSmallerThanK_LowersKAndSaysSo()
    {
        using var folder = new StripesFolder();

        folder.Train("--limit", "16", "--batch-size", "16").Output.Should().Contain("k = 16");
    }

    [Fact]
    public void Train_WithoutTestImages_SkipsTheTableAndSaysWhy()
    {
        using var folder = new StripesFolder(test: 0);

        var run = folder.Train();

        run.ExitCode.Should().Be(0);
        run.Output.Should()
            .Contain("Not compared with an untrained encoder: the data has no test images.")
            .And.Contain("For a score, in a new training: --test-share 0.1; to look: neighbors.")
            .And.MatchRegex(@"labels\s+no test images \(--test-share\): no comparison\n")
            .And.NotContain("raw pixels");
    }

    [Fact]
    public void Train_WithoutLabels_SkipsTheTableAndSaysWhy()
    {
        using var folder = new StripesFolder(labelled: false);

        folder
            .Train()
            .Output.Should()
            .Contain("Not compared with an untrained encoder: the data has no labels.")
            .And.Contain("To look: neighbors.")
            .And.MatchRegex(@"labels\s+no labels: no comparison\n")
            .And.Contain("256 training images without labels");
    }

    /// <summary>No option brings labels of IDX files, and test images alone bring no score.</summary>
    [Fact]
    public void Train_WithoutLabelsAndTestImages_NamesNoOptionThatWouldBringNothing()
    {
        using var folder = new StripesFolder(test: 0, labelled: false);

        folder
            .Train()
            .Output.Should()
            .Contain("Not compared with an untrained encoder: the data has no labels or test images.")
            .And.Contain("To look: neighbors.")
            .And.MatchRegex(@"labels\s+no labels, no test images: no comparison\n")
            .And.NotContain("--test-share");
    }

    [Fact]
    public void Train_SameSeed_GivesTheSameLosses()
    {
        using var first = new StripesFolder();
        using var second = new StripesFolder();

        first.Train();
        second.Train();

        first.StepLines().Should().Equal(second.StepLines()).And.HaveCount(8);
    }

    [Fact]
    public void Train_OtherSeed_GivesOtherLosses()
    {
        using var first = new StripesFolder();
        using var second = new StripesFolder();

        first.Train();
        second.Train("--seed", "4");

        first.StepLines().Should().NotEqual(second.StepLines());
    }

    [Fact]
    public void Train_RuleWarns_SaysSoAndTrains()
    {
        using var folder = new StripesFolder();

        var run = folder.Train("--batch-size", "16");

        run.ExitCode.Should().Be(0);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("warning: CDSL2020: ")
            .And.Contain("30 negatives");
    }

    [Fact]
    public void Train_Stopped_SavesACheckpointAndSaysHowToGoOn()
    {
        using var folder = new StripesFolder();

        var run = folder.TrainUntilStopped();

        run.ExitCode.Should().Be(130);
        var checkpoint = Path.Combine(folder.Output, "checkpoints", "step-00000001");
        run.Output.Should()
            .Contain("Stopping after this step; once more to stop at once.")
            .And.Contain($"Stopped after step 1 of 8, in epoch 1 of 2. Checkpoint: {checkpoint}")
            .And.Contain($"Go on with: train --resume {folder.Output}")
            .And.NotContain("Accuracy");
        Directory.Exists(checkpoint).Should().BeTrue();
    }

    [Fact]
    public void Resume_AfterAStop_TakesTheRemainingStepsOfAnUninterruptedRun()
    {
        using var whole = new StripesFolder();
        using var stopped = new StripesFolder();
        whole.Train();
        stopped.TrainUntilStopped();

        var run = Invocation.Of(Experiments, "train", "--resume", stopped.Output);

        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        stopped.StepLines().Should().Equal(whole.StepLines());
        run.Output.Should().Contain("Accuracy on the test split");
    }

    [Fact]
    public void Resume_FinishedRun_HasItsScoresOnce()
    {
        using var folder = new StripesFolder();
        folder.Train();
        var steps = folder.StepLines();

        Invocation.Of(Experiments, "train", "--resume", folder.Output).ExitCode.Should().Be(0);

        File.ReadLines(Path.Combine(folder.Output, "metrics.jsonl"))
            .Count(line => line.Contains("\"features\""))
            .Should()
            .Be(3);
        folder.StepLines().Should().Equal(steps);
    }

    [Fact]
    public void Resume_UnderTheQualifiedName_GoesOn()
    {
        using var folder = new StripesFolder();
        folder.TrainUntilStopped();

        var run = Invocation.Of(
            Experiments,
            "train",
            StripesExperiment.Definition.Model.Type.Qualified,
            "--resume",
            folder.Output
        );

        run.Error.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
    }

    [Fact]
    public void Train_IntoTheFolderOfARun_OffersToResumeIt()
    {
        using var folder = new StripesFolder();
        folder.TrainUntilStopped();

        var run = folder.Train();

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal(
                $"error: --out is '{folder.Output}', which exists and is not empty; name another folder, or go on with the run in it by train --resume {folder.Output}."
            );
    }

    [Fact]
    public void Resume_UnderAnotherName_IsRefused()
    {
        using var folder = new StripesFolder();
        folder.TrainUntilStopped();

        var run = Invocation.Of(
            [.. Experiments, .. Definitions.Clothes],
            "train",
            "ClothesSimClr",
            "--resume",
            folder.Output
        );

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should().Equal($"error: '{folder.Output}' is a run of 'Stripes', not of 'ClothesSimClr'.");
    }
}
