using Spectre.Console;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class ComparisonTableTests
{
    private const string Caption =
        "5 epochs on 10000 images, batches of 256; "
        + "kNN, cosine, k = 20, T = 0.07, bank of 10000 images. Raw pixels: 80.14 %.";

    [Fact]
    public void Markdown_OfThreeSeeds_HasMeansAndSampleDeviations()
    {
        // Deviations by hand: sqrt((0.52² + 0.16² + 0.37²) / 2) and sqrt((0.45² + 0.59² + 1.04²) / 2).
        var tables = ComparisonTable.Of([
            Result("ClothesSimClr", 1, 0.7151, 0.8182),
            Result("ClothesSimClr", 2, 0.7137, 0.8114),
            Result("ClothesSimClr", 3, 0.7300, 0.8093),
        ]);

        tables.Should().ContainSingle();
        ComparisonView
            .Markdown(tables[0])
            .Split('\n')
            .Should()
            .Equal(
                "",
                Caption,
                "",
                "| Experiment | Trained | Untrained | Gain | At least 5 points | Seeds |",
                "|---|---:|---:|---:|---|---:|",
                "| ClothesSimClr | 81.30 ± 0.47 | 71.96 ± 0.90 | +9.34 | reached | 3 |",
                ""
            );
    }

    [Theory]
    [InlineData(0.7500, "+5.00", "reached")]
    [InlineData(0.7499, "+4.99", "not reached")]
    [InlineData(0.6900, "-1.00", "not reached")]
    public void Row_OfOneSeed_HasNoDeviationAndSaysWhetherItIsEnough(double trained, string gain, string reached)
    {
        var row = ComparisonTable.Of([Result("A", 1, 0.70, trained)])[0].Rows[0];

        row.Cells.Skip(2).Should().Equal("70.00 ± –", gain, reached);
    }

    [Fact]
    public void Markdown_OfProbedRuns_HasTheFiguresThatAllSeedsOfAnExperimentHave()
    {
        var tables = ComparisonTable.Of([
            Result("A", 1, 0.5, 0.6) with
            {
                Probed = new(0.70, 0.50, null, null),
            },
            Result("A", 2, 0.5, 0.6) with
            {
                Probed = new(0.72, 0.54, 0.9, null),
            },
            Result("B", 1, 0.5, 0.6),
        ]);

        ComparisonView
            .Markdown(tables[0])
            .Split('\n')[3..6]
            .Should()
            .Equal(
                "| Experiment | Trained | Untrained | Gain | At least 5 points | Linear probe | 10 labels a class | Seeds |",
                "|---|---:|---:|---:|---|---:|---:|---:|",
                "| A | 60.00 ± 0.00 | 50.00 ± 0.00 | +10.00 | reached | 71.00 ± 1.41 | 52.00 ± 2.83 | 2 |"
            );
        tables[0].Cells(tables[0].Rows[1]).Skip(5).Should().Equal("–", "–", "1");
    }

    [Fact]
    public void Of_ARunNotedTwice_TakesTheLater()
    {
        var rows = ComparisonTable.Of([Result("A", 1, 0.5, 0.6), Result("A", 1, 0.5, 0.8)])[0].Rows;

        rows.Should().ContainSingle().Which.Trained.Mean.Should().BeApproximately(80, 1e-9);
        rows[0].Seeds.Should().Be(1);
    }

    [Fact]
    public void Of_OtherSettings_IsATableOfItsOwnInTheOrderOfTheFile()
    {
        var first = Result("B", 1, 0.5, 0.6);
        var tables = ComparisonTable.Of([
            first,
            first with
            {
                Run = first.Run with { Epochs = 1, Limit = null },
                Bank = 60000,
            },
            Result("A", 1, 0.5, 0.6),
            first with
            {
                Protocol = new(5, 0.1),
            },
        ]);

        tables
            .Select(table => table.Caption)
            .Should()
            .Equal(
                Caption,
                Caption.Replace("5 epochs on 10000 images", "1 epoch on all images").Replace("10000", "60000"),
                Caption.Replace("k = 20, T = 0.07", "k = 5, T = 0.1")
            );
        tables[0].Rows.Select(row => row.Experiment).Should().Equal("B", "A");
    }

    /// <summary>An encoder that sees gray has other pixels to compare with than one that sees colors.</summary>
    [Fact]
    public void Tables_OfEncodersThatSeeOtherPixels_AreTwo()
    {
        var tables = ComparisonTable.Of([
            Result("Colors", 1, 0.5, 0.6) with
            {
                RawPixels = 0.5625,
            },
            Result("Gray", 1, 0.5, 0.6),
            Result("MoreColors", 1, 0.5, 0.6) with
            {
                RawPixels = 0.5624,
            },
        ]);

        tables.Select(table => table.Caption).Should().Equal(Caption.Replace("80.14", "56.25"), Caption);
        tables[0].Rows.Select(row => row.Experiment).Should().Equal("Colors", "MoreColors");
    }

    [Fact]
    public void Tables_OfOtherImages_AreApartAndSaySo()
    {
        var (first, unknown) = (Result("A", 1, 0.5, 0.6), Result("A", 3, 0.5, 0.9));
        first = first with { Run = first.Run with { Images = "0a" } };
        var other = Result("A", 2, 0.5, 0.8);
        other = other with { Run = other.Run with { Images = "0b" } };

        var tables = ComparisonTable.Of([first, other, unknown]);

        tables
            .Select(table => table.Caption)
            .Should()
            .Equal(
                Caption + " Images and labels 0a.",
                Caption + " Images and labels 0b.",
                Caption + " Images and labels that were not noted."
            );
        tables.Select(table => table.Rows.Single().Trained.Mean).Should().Equal(60, 80, 90);
        ComparisonTable.Of([first]).Single().Caption.Should().Be(Caption);
    }

    [Fact]
    public void Show_OnATerminal_DrawsTheTable()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new RedirectedOutput(output, isTerminal: true),
                Ansi = AnsiSupport.Yes,
                ColorSystem = ColorSystemSupport.Standard,
            }
        );
        var tables = ComparisonTable.Of([Result("A", 1, 0.5, 0.6), Result("B", 1, 0.5, 0.5)]);

        ComparisonView.Show(new Terminal(console, TextWriter.Null), tables);

        output
            .ToString()
            .Should()
            .Contain("\u001b")
            .And.NotContain("|---")
            .And.MatchRegex(@"60\.00 ± –.*\+10\.00.*reached")
            .And.Contain("not reached");
    }

    private static ComparisonResult Result(string experiment, long seed, double untrained, double trained)
    {
        var run = new ComparedRun(experiment, seed, Epochs: 5, Limit: 10000, BatchSize: 256);
        return new(run, new(K: 20, Temperature: 0.07), Bank: 10000, RawPixels: 0.8014, untrained, trained, Seconds: 1);
    }
}
