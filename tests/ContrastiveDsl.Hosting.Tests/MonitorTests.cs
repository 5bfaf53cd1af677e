using System.Text.Json;
using ContrastiveDsl.State;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class MonitorTests : IDisposable
{
    private readonly List<StripesFolder> folders = [];

    public void Dispose() => folders.ForEach(folder => folder.Dispose());

    [Fact]
    public void Train_ScoredAfterEveryEpoch_SaysSoOnTheLineInTheHeaderAndInTheMetrics()
    {
        var folder = Folder();

        var run = folder.Train("--score-share", "1");

        run.Error.Should().BeEmpty();
        run.OutputLines.Should()
            .ContainSingle(line => line.StartsWith("scores "))
            .Which.Should()
            .MatchRegex("kNN and linear probe on 128 training images, by 128 others, after every epoch");
        run.OutputLines.Where(line => line.StartsWith("epoch "))
            .Should()
            .HaveCount(2)
            .And.OnlyContain(line => line.Contains("  kNN 100.00 %  linear 100.00 %"));
        var scores = Scores(folder);
        scores
            .Select(score => (Step(score), Text(score, "evaluation"), Text(score, "split")))
            .Should()
            .Equal(
                (4, "knn", "validation"),
                (4, "linear", "validation"),
                (8, "knn", "validation"),
                (8, "linear", "validation")
            );
        scores.Should().OnlyContain(score => score.GetProperty("accuracy").GetDouble() == 1);
        Text(scores[0], "protocol")
            .Should()
            .Be(
                "kNN, cosine, k = 20, T = 0.07; 128 images of the training split, of 128 others the labels; the encoder trains on them too"
            );
        Text(scores[1], "protocol").Should().StartWith("linear probe of its own on the same features, rate 0.1, ");
    }

    [Fact]
    public void Train_WithoutTimeForAScore_SaysSoAtItsEnd() =>
        Folder()
            .Train("--score-share", "0.000001")
            .Output.Should()
            .Contain(
                "No score while it trained: one takes more than 0.0001 % of so short a run. --score-share 1 takes one after every epoch."
            );

    [Fact]
    public void Train_ScoredOrNot_EndsWithTheSameBits()
    {
        var (scored, plain) = (Folder(), Folder());

        scored.Train("--score-share", "1").ExitCode.Should().Be(0);
        var run = plain.Train("--score-share", "0");

        run.Output.Should().Contain("none while it trains").And.NotContain("No score");
        Scores(scored).Should().HaveCount(4);
        Scores(plain).Should().BeEmpty();
        Weights(scored).Should().Equal(Weights(plain));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public void Train_WithoutLabels_RetrievesTheOtherViewAndChangesNothing(string share)
    {
        var (folder, other) = (Folder(labelled: false), Folder(labelled: false));

        var run = folder.Train("--score-share", share);

        other.Train("--score-share", "0").ExitCode.Should().Be(0);
        Weights(folder).Should().Equal(Weights(other));
        if (share == "0")
        {
            Scores(folder).Should().BeEmpty();
            return;
        }

        run.OutputLines.Should().ContainSingle(line => line.Contains("retrieval of the other view among 256 images"));
        var scores = Scores(folder);
        scores.Select(score => (Step(score), Text(score, "evaluation"))).Should().Equal((4, "views"), (8, "views"));
        scores.Should().OnlyContain(score => score.GetProperty("accuracy").GetDouble() > 0.01, "chance is one in 256");
    }

    [Fact]
    public void Train_ScoresWhileItRuns_CountAsNoTimeOfTraining()
    {
        var folder = Folder();
        folder.Train("--score-share", "1");

        var (trained, scored) = MetricsLog.Times(folder.Output);

        scored.Should().HaveCount(2);
        trained
            .Should()
            .BeApproximately(
                Lines(folder)
                    .Where(line => line.TryGetProperty("images_per_second", out _))
                    .Sum(line => line.GetProperty("seconds").GetDouble()),
                1e-9
            );
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("often")]
    public void Train_AShareThatIsNone_IsRefused(string share)
    {
        Folder()
            .Train("--score-share", share)
            .ErrorLines.Should()
            .Equal($"error: --score-share is '{share}', but must be a number from 0 to 1, such as 0.02.");
    }

    private StripesFolder Folder(bool labelled = true)
    {
        folders.Add(new StripesFolder(labelled: labelled));
        return folders[^1];
    }

    private static IEnumerable<JsonElement> Lines(StripesFolder folder) =>
        File.ReadLines(Path.Combine(folder.Output, "metrics.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement);

    private static JsonElement[] Scores(StripesFolder folder) =>
        [.. Lines(folder).Where(line => line.TryGetProperty("split", out _))];

    private static long Step(JsonElement line) => line.GetProperty("step").GetInt64();

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private static byte[] Weights(StripesFolder folder) =>
        File.ReadAllBytes(Path.Combine(Checkpoint.Latest(folder.Output)!, "model.safetensors"));
}
