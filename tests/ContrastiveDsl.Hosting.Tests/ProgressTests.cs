using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Reporting;
using ContrastiveDsl.Training;
using Spectre.Console;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class ProgressTests
{
    [Fact]
    public void EpochLine_HasEpochLossRateSpeedAndTime()
    {
        var report = new EpochReport(1, 78, 4.12341, 0.004, 511.7, 37.2);

        ProgressText.Epoch(report, 5).Should().Be("epoch 1/5  loss 4.1234  lr 0.00400  512 images/s  37 s");
    }

    [Fact]
    public void Lines_OfAScoredRun_HaveTheScores()
    {
        var report = new EpochReport(1, 78, 4.12341, 0.004, 511.7, 37.2)
        {
            Scores = [new("knn", 0.71239, "", 1), new("linear", 0.75, "", 1)],
        };
        var step = new StepReport(new RunPosition(1, 42, 120), 78, 5, 0.004, 512, () => 4.1234);

        ProgressText
            .Epoch(report, 5)
            .Should()
            .Be("epoch 1/5  loss 4.1234  lr 0.00400  512 images/s  37 s  kNN 71.24 %  linear 75.00 %");
        ProgressText
            .Step(step, 4.1234, TimeSpan.FromSeconds(125), report.Score)
            .Should()
            .Be("epoch 2/5  step 42/78  loss 4.1234  512 images/s  kNN 71.24 %  2 min 5 s left");
    }

    /// <summary>The words of the header, of the page and of the bar are the same.</summary>
    [Fact]
    public void Lines_WithoutLabels_NameDeviationAndRetrieval()
    {
        var score = new EpochScore(EpochScore.Views, 0.4389, "", 1);
        var step = new StepReport(new RunPosition(1, 42, 120), 78, 5, 0.004, 512, () => 4.1234)
        {
            Figures = new EmbeddingFigures(0.71, 12, 64, -2, 0.8, 0.1),
        };

        ProgressText
            .Step(step, 4.1234, left: null, score)
            .Should()
            .Be("epoch 2/5  step 42/78  loss 4.1234  deviation 0.71  512 images/s  retrieval 43.89 %");
    }

    [Theory]
    [InlineData("epoch 1/5  kNN 71.24 %", 22, "epoch 1/5  kNN 71.24 %")]
    [InlineData("epoch 1/5  kNN 71.24 %", 21, "epoch 1/5|  kNN 71.24 %")]
    [InlineData("epoch 1/5  kNN 71.24 %", 12, "epoch 1/5|  kNN 71.24|  %")]
    [InlineData("two words", 8, "two|  words")]
    [InlineData("abcdefgh", 4, "abcd|  ef|  gh")]
    public void Lines_OfALongText_AreAsWideAsTheTerminal(string text, int width, string expected) =>
        ProgressText.Lines(text, width).Should().Equal(expected.Split('|'));

    [Theory]
    [InlineData(0, "0.00000")]
    [InlineData(0.3, "0.30000")]
    [InlineData(0.001, "0.00100")]
    [InlineData(0.000999, "9.99e-4")]
    [InlineData(6.5829e-8, "6.58e-8")]
    public void Rate_KeepsThreeDigitsHoweverSmall(double rate, string expected) =>
        ProgressText.Rate(rate).Should().Be(expected);

    [Fact]
    public void StepLine_SaysWhereTheRunStandsAndWhenItEnds()
    {
        var step = new StepReport(new RunPosition(1, 42, 120), 78, 5, 0.004, 512, () => 4.1234);

        ProgressText
            .Step(step, 4.1234, TimeSpan.FromSeconds(125))
            .Should()
            .Be("epoch 2/5  step 42/78  loss 4.1234  512 images/s  2 min 5 s left");
        ProgressText.Step(step, 4.1234, left: null).Should().EndWith("512 images/s");
    }

    [Theory]
    [InlineData(93, "  deviation 0.71  512 images/s  kNN 71.24 %  2 min 5 s left")]
    [InlineData(92, "  deviation 0.71  512 images/s  2 min 5 s left")]
    [InlineData(79, "  512 images/s  2 min 5 s left")]
    [InlineData(63, "  2 min 5 s left")]
    [InlineData(10, "  2 min 5 s left")]
    public void StepLine_InLittleRoom_LeavesOutWhatMattersLeast(int room, string expected)
    {
        var step = new StepReport(new RunPosition(1, 42, 120), 78, 5, 0.004, 512, () => 4.1234)
        {
            Figures = new EmbeddingFigures(0.71, 20, 64, -2, 0.9, 0.1),
        };

        ProgressText
            .Step(step, 4.1234, TimeSpan.FromSeconds(125), new EpochScore("knn", 0.71239, "", 1), room)
            .Should()
            .Be("epoch 2/5  step 42/78  loss 4.1234" + expected);
    }

    [Fact]
    public void TimeLeft_AfterOneStep_IsUnknown()
    {
        var left = new TimeLeft(100);
        left.StepDone(1, TimeSpan.FromSeconds(9));

        left.Estimate().Should().BeNull();
    }

    [Fact]
    public void TimeLeft_EvenSteps_ExtendsTheirPaceAndForgetsTheSlowFirst()
    {
        var left = new TimeLeft(100);
        for (var step = 1; step <= 10; step++)
        {
            left.StepDone(step, TimeSpan.FromSeconds(20 + (step * 0.5)));
        }

        left.Estimate().Should().Be(TimeSpan.FromSeconds(45));
    }

    [Fact]
    public void TimeLeft_PaceHasChanged_FollowsTheLastMinute()
    {
        var left = new TimeLeft(1000);
        var now = TimeSpan.Zero;
        for (var step = 1; step <= 600; step++)
        {
            now += TimeSpan.FromSeconds(step <= 400 ? 0.1 : 1);
            left.StepDone(step, now);
        }

        left.Estimate()!.Value.TotalSeconds.Should().BeApproximately(400, 1e-6);
    }

    [Fact]
    public void TimeLeft_ResumedRun_CountsOnlyStepsOfThisSession()
    {
        var left = new TimeLeft(400);
        left.StepDone(391, TimeSpan.FromSeconds(3));
        left.StepDone(392, TimeSpan.FromSeconds(4));

        left.Estimate().Should().Be(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public void TimeLeft_StepsSlowerThanTheWindow_StillHasAPace()
    {
        var left = new TimeLeft(4);
        for (var step = 1; step <= 3; step++)
        {
            left.StepDone(step, TimeSpan.FromMinutes(5 * step));
        }

        left.Estimate().Should().Be(TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(59.6, "1 min 0 s")]
    [InlineData(125, "2 min 5 s")]
    [InlineData(3600, "1 h 0 min")]
    [InlineData(86399, "23 h 59 min")]
    [InlineData(183600, "2 d 3 h")]
    [InlineData(-5, "0 s")]
    public void Duration_UsesTwoUnitsAtMost(double seconds, string expected) =>
        Say.Duration(TimeSpan.FromSeconds(seconds)).Should().Be(expected);

    [Theory]
    [InlineData(64, "64 bytes")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(1_048_576, "1.0 MiB")]
    [InlineData(17_179_869_184, "16.0 GiB")]
    public void Bytes_UsesTheLargestUnit(long bytes, string expected) => Say.Bytes(bytes).Should().Be(expected);

    [Fact]
    public void LiveDisplay_OnATerminal_ShowsTheStepAndKeepsALineForEachEpoch()
    {
        using var screen = new Screen();

        new LiveDisplay(screen.Console).Watch(progress =>
        {
            progress.RunStarted(new RunStart("Stripes", new RunSettings { Epochs = 2 }, default, 2));
            progress.StepCompleted(new StepReport(new RunPosition(0, 1, 1), 2, 2, 0.1, 100, () => 3.5));
            screen.WaitFor("epoch 1/2  step 1/2  loss 3.5000  100 images/s");
            progress.EpochCompleted(new EpochReport(1, 2, 3.25, 0.1, 100, 1));
        });

        screen.WaitFor("epoch 1/2  loss 3.2500  lr 0.10000  100 images/s  1 s");
    }

    [Fact]
    public void LiveDisplay_BeforeTheFirstStep_ShowsWhatIsBeingPrepared()
    {
        using var screen = new Screen();

        new LiveDisplay(screen.Console).Watch(progress =>
        {
            progress.Preparing("filling the memory bank", 0.4);
            screen.WaitFor("filling the memory bank");
            screen.WaitFor("40%");
        });
    }

    [Fact]
    public void LiveDisplay_ManyStepsAtOnce_ReadsFewLosses()
    {
        using var screen = new Screen();
        var reads = 0;

        new LiveDisplay(screen.Console).Watch(progress =>
        {
            progress.RunStarted(new RunStart("Stripes", new RunSettings(), default, 1000));
            for (var step = 1; step <= 1000; step++)
            {
                progress.StepCompleted(
                    new StepReport(new RunPosition(0, step, step), 1000, 1, 0.1, 100, () => ++reads)
                );
            }
        });

        reads.Should().BeInRange(1, 20);
    }

    [Theory]
    [InlineData(true, AnsiSupport.Yes, true)]
    [InlineData(true, AnsiSupport.No, false)]
    [InlineData(false, AnsiSupport.Yes, false)]
    public void Terminal_IsWatched_OnlyIfLinesCanBeRewritten(bool isTerminal, AnsiSupport ansi, bool expected)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new RedirectedOutput(text, isTerminal), Ansi = ansi }
        );

        new Terminal(console, text).IsWatched.Should().Be(expected);
    }
}
