using ContrastiveDsl.Reporting;

namespace ContrastiveDsl.Tests.Reporting;

public sealed class RunRecordsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("contrastive-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Read_LinesOfEveryKind_SortsThem()
    {
        Write(
            """
            {"step":1,"loss":5,"learning_rate":0.1,"deviation":0.05}
            {"step":2,"loss":null,"learning_rate":0.2}
            {"epoch":1,"step":2,"loss":4.5,"images_per_second":100,"seconds":3}
            {"step":2,"evaluation":"knn","features":"trained encoder","accuracy":0.75,"k":20,"split":"validation"}
            [1]
            {"step":"x","loss":1}
            {"step":2,"loss":1e999}
            {"step":2,"evaluation":"knn","accuracy":1e999}
            {"step":3,"loss":4
            """
        );

        var records = RunRecords.Read(folder);

        records.Steps.Keys.Should().Equal("loss", "learning_rate", "deviation");
        records.Steps["loss"].Values.Should().Equal(5);
        records.Steps["learning_rate"].Steps.Should().Equal(1, 2);
        records.Epochs["images_per_second"].Values.Should().Equal(100);
        records.LastStep.Should().Be(2);
        records.LastEpoch.Should().Be(1);
        records
            .Scores.Should()
            .Equal(
                new RecordedScore(2, "kNN, trained encoder", 0.75, "k 20, split validation"),
                new RecordedScore(2, "kNN", null, "")
            );
    }

    [Fact]
    public void Read_NoFile_IsEmpty()
    {
        var records = RunRecords.Read(folder);

        records.LastStep.Should().Be(0);
        RunFigures.Of([("run", records)]).Should().BeEmpty();
    }

    [Fact]
    public void Thinned_ManyPoints_AreMeansThatLoseNone()
    {
        var recording = new ContrastiveDsl.Reporting.Recording();
        for (var step = 1; step <= 1003; step++)
        {
            recording.Add(step, step % 2);
        }

        var (x, y) = recording.Thinned(100);

        x.Should().HaveCount(100).And.BeInAscendingOrder();
        y.Should().OnlyContain(value => value >= 0.4 && value <= 0.6);
        recording.Thinned(2000).X.Should().HaveCount(1003);
    }

    [Fact]
    public void Figures_OfTwoRuns_OverlayThemAndShowWhatIsUnknown()
    {
        Write(
            """
            {"step":1,"loss":5,"chance":6.2,"positive_similarity":0.5,"negative_similarity":0.1,"new_thing":3}
            {"step":2,"loss":4,"chance":6.2,"positive_similarity":0.6,"negative_similarity":0.0,"new_thing":4}
            {"step":1,"evaluation":"probe","accuracy":0.5}
            {"step":2,"evaluation":"probe","accuracy":0.6}
            """
        );
        var records = RunRecords.Read(folder);

        var plots = RunFigures.Of([("a", records), ("b", records)]);

        plots.Select(plot => plot.Title).Should().Equal("Loss", "Cosine of pairs", "new thing", "Scores");
        plots[0]
            .Curves.Select(curve => (curve.Name, curve.Color, curve.IsDashed))
            .Should()
            .Equal(("a, loss", 0, false), ("a, chance", 0, true), ("b, loss", 1, false), ("b, chance", 1, true));
        plots[3].Curves[0].Y.Should().Equal(0.5, 0.6);
        plots[3].Caption.Should().Be("accuracy while training: probe");
        plots[0].Normal.Should().Contain("below chance");
        plots[1].Normal.Should().Contain("positives lie above negatives");
        plots[2].Normal.Should().BeEmpty("nothing is known of it");
        plots[3].Normal.Should().NotBeEmpty();
    }

    /// <summary>A loss without chance, and positives without negatives, are compared with nothing.</summary>
    [Fact]
    public void Figures_WithoutTheirSecondCurve_SayWhatIsNormalForTheFirst()
    {
        Write("""{"step":1,"loss":5,"positive_similarity":0.5,"deviation":0.4,"learning_rate":0.1}""");

        var plots = RunFigures.Of([("a", RunRecords.Read(folder))]);

        plots.Should().HaveCount(4).And.OnlyContain(plot => plot.Normal.StartsWith("Normal: "));
        plots.Should().OnlyContain(plot => !plot.Normal.Contains("chance") && !plot.Normal.Contains("negatives"));
    }

    private void Write(string lines) => File.WriteAllText(Path.Combine(folder, "metrics.jsonl"), lines);
}
