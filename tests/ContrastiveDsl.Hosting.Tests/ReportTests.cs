using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Images;
using TorchSharp;

namespace ContrastiveDsl.Hosting.Tests;

public sealed partial class ReportTests(TrainedStripes trained) : IClassFixture<TrainedStripes>, IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("contrastive-").FullName;

    private string Page => Path.Combine(root, "page.html");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Report_OfARun_NeedsNothingButItself()
    {
        var run = Report(trained.Folder.Output);

        run.ExitCode.Should().Be(0, run.Error);
        run.OutputLines[^1].Should().Be($"The report is {Page}");
        var html = File.ReadAllText(Page);
        html.Should().NotContain("http").And.NotContain("<link").And.NotContain("@import");
        html.Should().Contain("prefers-color-scheme: dark");
        Sources().Matches(html).Should().OnlyContain(match => match.Groups[1].Value.StartsWith("data:image/"));
        foreach (Match match in Addresses().Matches(html))
        {
            ImageDecoder.Decode(Convert.FromBase64String(match.Groups[1].Value)).Width.Should().BePositive();
        }

        foreach (Match match in Values().Matches(html))
        {
            JsonDocument.Parse(match.Groups[1].Value).RootElement.ValueKind.Should().Be(JsonValueKind.Object);
        }
    }

    [Fact]
    public void Report_OfARun_ShowsCurvesScoresViewsMapsAndNeighbors()
    {
        Report(trained.Folder.Output).ExitCode.Should().Be(0);

        var html = File.ReadAllText(Page);
        Heads(html)
            .Should()
            .Equal(
                "Training",
                "Scores",
                "Views",
                "Map of the embeddings",
                "Confusion",
                "Nearest neighbors",
                "Layers",
                "Settings and versions"
            );
        html.Should().MatchRegex("finished: 2 epochs, 8 steps, trained in [0-9a-z ]+; step-00000008\\.");
        html.Should().Contain(">8 of 20 test images, asked among");
        // 8 images, each with 2 views in 3 epochs.
        Regex
            .Matches(html, "alt=\"train/\\d+: class [01], (original|epoch [123], view [12])\"")
            .Should()
            .HaveCount(56);
        // 20 test images on two maps.
        Regex.Matches(html, "<ellipse").Should().HaveCount(40);
        Regex.Matches(html, "class=\"cosine\"").Should().HaveCount(64);
        html.Should().Contain("kNN, cosine, k = 20, T = 0.07, bank of 256 training images, 20 images asked");
        html.Should().Contain("<th>class 0</th>").And.Contain("<th>class 1</th>");
        html.Should().Contain("trained encoder").And.Contain(">conv1<").And.Contain("fingerprint of the images");
    }

    [Fact]
    public void Train_AtItsEnd_WritesTheReport() =>
        Heads(File.ReadAllText(Path.Combine(trained.Folder.Output, "report.html"))).Should().Contain("Confusion");

    /// <summary>It is no setting of the run: who wants none says so again, as the stop proposes.</summary>
    [Fact]
    public void Resume_WithoutAReport_WritesNone()
    {
        using var stopped = new StripesFolder();
        var run = stopped.TrainUntilStopped();
        run.Output.Should().Contain($"Go on with: train --resume {stopped.Output} --no-report");

        Invocation
            .Of([StripesExperiment.Definition], ["train", "--resume", stopped.Output, "--no-report"])
            .ExitCode.Should()
            .Be(0);

        File.Exists(Path.Combine(stopped.Output, "report.html")).Should().BeFalse();
    }

    [Fact]
    public void Report_OfTwoRuns_OverlaysThem()
    {
        using var longer = new StripesFolder();
        Train(longer, "--epochs", "3", "--seed", "5").ExitCode.Should().Be(0);

        var run = Report(trained.Folder.Output, longer.Output);

        run.ExitCode.Should().Be(0, run.Error);
        var html = File.ReadAllText(Page);
        // Both folders are called run.
        html.Should().Contain("<title>2 runs</title>");
        html.Should().Contain("var(--run1)").And.Contain("var(--run2)");
        Heads(html).Should().Contain("Views, " + longer.Output);
        Regex
            .Matches(html, "class=\"differs\"><th>([^<]*)<")
            .Select(match => match.Groups[1].Value)
            .Should()
            .Equal("epochs", "seed", "data");
    }

    [Fact]
    public void Report_OfAnUnfinishedRunWithoutLabels_ShowsWhatIsThere()
    {
        using var bare = new StripesFolder(test: 0, labelled: false);
        Train(bare).ExitCode.Should().Be(0);
        Directory.Delete(Path.Combine(bare.Output, "checkpoints"), recursive: true);
        var metrics = Path.Combine(bare.Output, "metrics.jsonl");
        File.WriteAllText(
            metrics,
            string.Concat(File.ReadLines(metrics).Take(3).Select(line => line + "\n")) + "{\"ste"
        );

        var run = Report(bare.Output);

        run.ExitCode.Should().Be(0, run.Error);
        var html = File.ReadAllText(Page);
        html.Should().Contain("unfinished: 0 of 2 epochs, 3 steps; no checkpoint.");
        html.Should().Contain("There is no checkpoint yet, so that no encoder could be asked.");
        Heads(html).Should().Equal("Training", "Views", "Layers", "Settings and versions");
    }

    [Fact]
    public void Report_WithoutLabelsAndTests_HasMapsOfOneColorAndNoConfusion()
    {
        using var bare = new StripesFolder(test: 0, labelled: false);
        Train(bare).ExitCode.Should().Be(0);

        Report(bare.Output).ExitCode.Should().Be(0);

        var html = File.ReadAllText(Page);
        Heads(html).Should().Contain("Map of the embeddings").And.NotContain("Confusion");
        html.Should().Contain("for there are no test images").And.NotContain("var(--class");
    }

    [Fact]
    public void Report_WhoseImagesMoved_FindsThemWhereItIsTold()
    {
        using var moved = new StripesFolder();
        Train(moved).ExitCode.Should().Be(0);
        var elsewhere = Path.Combine(root, "elsewhere");
        Directory.Move(moved.Data, elsewhere);

        Report(moved.Output).ExitCode.Should().Be(0);
        var without = File.ReadAllText(Page);
        Report(moved.Output, "--data", elsewhere, "--overwrite").ExitCode.Should().Be(0);
        var with = File.ReadAllText(Page);

        without.Should().Contain("class=\"note\">--data: ");
        Heads(without).Should().Equal("Training", "Scores", "Layers", "Settings and versions");
        with.Should().NotContain("class=\"note\"");
        Heads(with).Should().Contain("Views");
    }

    [Fact]
    public void Report_OfAnExperimentThatTheProgramLacks_ShowsItsRecords()
    {
        var run = Invocation.Of([], "report", trained.Folder.Output, "--out", Page);

        run.ExitCode.Should().Be(0, run.Error);
        var html = File.ReadAllText(Page);
        html.Should().Contain("There is no experiment &#39;Stripes&#39;");
        Heads(html).Should().Equal("Training", "Scores", "Settings and versions");
    }

    [Fact]
    public void Report_OnAFileThatExists_IsRefusedAtOnceAndReplacesItsOwn()
    {
        File.WriteAllText(Page, "mine");

        var run = Report(trained.Folder.Output);

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .Equal($"error: --out is '{Page}', which exists; name another file, or add --overwrite.");
        File.ReadAllText(Page).Should().Be("mine");
        // In the run's folder is one of its training.
        Invocation
            .Of([StripesExperiment.Definition], "report", trained.Folder.Output, "--threads", "1")
            .ExitCode.Should()
            .Be(0);
    }

    [Fact]
    public void Report_WhoseCheckpointIsDamaged_ShowsItsRecords()
    {
        using var damaged = new StripesFolder();
        Train(damaged).ExitCode.Should().Be(0);
        var model = Directory
            .GetFiles(Path.Combine(damaged.Output, "checkpoints"), "model.safetensors", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Last();
        var bytes = File.ReadAllBytes(model);
        bytes[^1] ^= 1;
        File.WriteAllBytes(model, bytes);

        var run = Report(damaged.Output);

        run.ExitCode.Should().Be(0, run.Error);
        var html = File.ReadAllText(Page);
        html.Should().Contain("<p class=\"note\">").And.Contain("model.safetensors");
        Heads(html).Should().Equal("Training", "Scores", "Layers", "Settings and versions");
    }

    [Fact]
    public void Report_OfAnEvaluatedRun_ShowsWhatWasMeasured()
    {
        using var evaluated = new StripesFolder();
        Train(evaluated).ExitCode.Should().Be(0);
        ScoresFile.Add(
            evaluated.Output,
            [
                new EvaluationScore
                {
                    Evaluation = EvaluationScore.Linear,
                    Labels = EvaluationScore.PerClass(10),
                    Accuracies = [0.5, 0.75],
                    Train = 20,
                    Test = 20,
                    Classes = 2,
                    Protocol = "a probe",
                    Checkpoint = "step-00000004",
                },
            ]
        );

        Report(evaluated.Output).ExitCode.Should().Be(0);

        Row("linear, 10 per class")
            .Should()
            .Equal("62.50 %", "4 of 8", "a probe; 62.50 ± 17.68 %; 2 draws of 20 labels");
    }

    [Fact]
    public void Report_OfMoreImagesThanAMapTakes_IsRefused() =>
        Report(trained.Folder.Output, "--images", "10001")
            .ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .Contain("--images is 10001, but must be at most 10000");

    [Fact]
    public void Report_OfNamesWithTags_TakesThemForText()
    {
        var evil = Path.Combine(root, "<i>&\"'");
        Directory.CreateDirectory(evil);
        File.Copy(Path.Combine(trained.Folder.Output, "settings.json"), Path.Combine(evil, "settings.json"));
        File.WriteAllText(
            Path.Combine(evil, "metrics.jsonl"),
            """
            {"step":1,"loss":2,"<i>number":3}
            {"step":1,"evaluation":"<i>kind","accuracy":0.5,"<i>key":"<i>value"}
            """
        );

        Report(evil, "--data", Path.Combine(root, "<i>data")).ExitCode.Should().Be(0);

        var html = File.ReadAllText(Page);
        html.Should().NotContain("<i>");
        html.Should().Contain("&lt;i&gt;&amp;&quot;&#39;").And.Contain("&lt;i&gt;kind").And.Contain("&lt;i&gt;number");
    }

    [Theory]
    [InlineData("nothing", "error: '")]
    public void Report_OfNoRun_IsRefused(string folder, string message)
    {
        var run = Report(Path.Combine(root, folder));

        run.ExitCode.Should().Be(2);
        run.ErrorLines.Should()
            .ContainSingle()
            .Which.Should()
            .StartWith(message)
            .And.Contain("is not the folder of a run");
    }

    private static Invocation Train(StripesFolder folder, params string[] others) =>
        folder.Train(["--no-report", .. others]);

    /// <summary>What follows the first cell of a row of the scores.</summary>
    private string[] Row(string name) =>
        [
            .. Regex
                .Match(File.ReadAllText(Page), $"<tr><td>{Regex.Escape(name)}</td>(.*)</tr>")
                .Groups[1]
                .Value.Split("</td>", StringSplitOptions.RemoveEmptyEntries)
                .Select(cell => WebUtility.HtmlDecode(cell[(cell.IndexOf('>') + 1)..])),
        ];

    private static string[] Heads(string html) => [.. Headings().Matches(html).Select(match => match.Groups[1].Value)];

    private Invocation Report(params string[] arguments) =>
        Invocation.Of([StripesExperiment.Definition], ["report", .. arguments, "--out", Page, "--threads", "1"]);

    [GeneratedRegex("<h2>([^<]*)</h2>")]
    private static partial Regex Headings();

    [GeneratedRegex("src=\"([^\"]*)\"")]
    private static partial Regex Sources();

    [GeneratedRegex("data:image/[a-z]+;base64,([A-Za-z0-9+/=]*)")]
    private static partial Regex Addresses();

    [GeneratedRegex("<script type=\"application/json\">(.*?)</script>")]
    private static partial Regex Values();
}
