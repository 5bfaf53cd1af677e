using System.Buffers.Binary;
using System.Text.Json;
using ContrastiveDsl.Images;
using ContrastiveDsl.Records;
using ContrastiveDsl.Training;
using Tensorboard;
using TorchSharp;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class TensorBoardTests : IDisposable
{
    private readonly StripesFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Train_ForTensorBoard_WritesWhatItsMetricsSay()
    {
        // Where steps take long, there is time for scores while it trains.
        Train("--tensorboard", "--score-share", "0").ExitCode.Should().Be(0);

        var values = Values();
        var scalars = values
            .Where(one => one.Value.ValueCase == Summary.Types.Value.ValueOneofCase.SimpleValue)
            .Select(one => (one.Value.Tag, one.Step, one.Value.SimpleValue))
            .ToArray();
        scalars.Should().BeEquivalentTo(Metrics());
        scalars.Where(one => one.Tag == "step/loss").Select(one => one.Step).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8);
    }

    [Fact]
    public void Train_ForTensorBoard_WritesHistogramsOfWeightsAndEmbeddings()
    {
        Train("--tensorboard").ExitCode.Should().Be(0);

        var histograms = Values()
            .Where(one => one.Value.ValueCase == Summary.Types.Value.ValueOneofCase.Histo)
            .GroupBy(one => one.Value.Tag)
            .ToDictionary(group => group.Key, group => group.ToArray());
        histograms.Keys.Should().BeEquivalentTo("Network/conv1.weight", "Projector/weight", "embeddings");
        histograms
            .Values.Should()
            .OnlyContain(ofTag => ofTag.Select(one => one.Step).SequenceEqual(new long[] { 4, 8 }));
        var weights = histograms["Projector/weight"][0].Value.Histo;
        weights.Num.Should().Be(4 * StripesEncoder.FeatureSize);
        weights.Bucket.Sum().Should().Be(weights.Num);
        weights.Min.Should().BeLessThan(weights.Max);
    }

    [Fact]
    public void Train_ForTensorBoard_WritesViewsThatCanBeDecoded()
    {
        Train("--tensorboard").ExitCode.Should().Be(0);

        var images = Values().Where(one => one.Value.ValueCase == Summary.Types.Value.ValueOneofCase.Image).ToArray();
        images
            .Select(one => (one.Value.Tag, one.Step))
            .Should()
            .Equal(("views/1", 0), ("views/2", 0), ("views/1", 4), ("views/2", 4), ("views/1", 8), ("views/2", 8));
        foreach (var (_, _, value) in images)
        {
            var decoded = ImageDecoder.Decode(value.Image.EncodedImageString.ToByteArray());
            // 16 views of 8×8, 4 in a row, a pixel between.
            (decoded.Width, decoded.Height).Should().Be((35, 35));
            (value.Image.Width, value.Image.Height).Should().Be((35, 35));
        }

        images[0].Value.Image.Should().NotBe(images[2].Value.Image);
    }

    [Fact]
    public void Train_ForTensorBoard_WritesOneFileAFolder()
    {
        Train("--tensorboard").ExitCode.Should().Be(0);

        // Of several that grow in a folder TensorBoard follows the last alone.
        Directory
            .GetFiles(Path.Combine(folder.Output, "tensorboard"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder.Output, Path.GetDirectoryName(path)!))
            .Should()
            .BeEquivalentTo("tensorboard", Path.Combine("tensorboard", "images"));
    }

    [Fact]
    public void Train_WhenTheFilesAreRefused_GoesOnAndTells()
    {
        var definition = StripesExperiment.Definition;
        var settings = definition.Defaults with { Data = folder.Data, Output = folder.Output };
        using var found = OpenedImages.Open(FoundImages.Find(settings, definition.Model, work => work((_, _) => { })));
        using var experiment = definition.Create(settings);
        using var board = new TensorBoardProgress(definition, experiment, found.Train);
        // The scalars' file has no folder from the first step on.
        var listeners = new ProgressListeners(board, new Removing(Path.Combine(folder.Output, "tensorboard")));
        using var run = TrainingRun.Start("Stripes", settings, listeners);

        experiment.Train(found.Train, run);

        run.Step.Should().Be(8);
        board.Problem.Should().Contain("tensorboard");
    }

    [Fact]
    public void Train_WithoutTheOption_WritesNoEvents()
    {
        Train().ExitCode.Should().Be(0);

        Directory.Exists(Path.Combine(folder.Output, "tensorboard")).Should().BeFalse();
    }

    /// <summary>What metrics.jsonl holds, under the names of the events.</summary>
    private IEnumerable<(string Tag, long Step, float Value)> Metrics()
    {
        foreach (var line in File.ReadLines(Path.Combine(folder.Output, "metrics.jsonl")))
        {
            var root = JsonDocument.Parse(line).RootElement;
            // Scores of the end are taken once the training has ended.
            var group = root.TryGetProperty("epoch", out _) ? "epoch/" : "step/";
            foreach (var property in root.EnumerateObject().Where(property => property.Name is not ("step" or "epoch")))
            {
                if (!root.TryGetProperty("evaluation", out _))
                {
                    yield return (
                        group + property.Name,
                        root.GetProperty("step").GetInt64(),
                        property.Value.GetSingle()
                    );
                }
            }
        }
    }

    private Invocation Train(params string[] others) => folder.Train(["--no-report", .. others]);

    /// <summary>The events of all files, as TensorBoard reads them: checksums and all.</summary>
    private (long Step, double Time, Summary.Types.Value Value)[] Values() =>
        [
            .. Directory
                .GetFiles(Path.Combine(folder.Output, "tensorboard"), "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .SelectMany(Events)
                .Where(one => one.Summary is not null)
                .SelectMany(one => one.Summary.Value.Select(value => (one.Step, one.WallTime, value))),
        ];

    private static IEnumerable<Event> Events(string path)
    {
        var bytes = File.ReadAllBytes(path);
        for (var at = 0; at < bytes.Length; )
        {
            var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
            Checksum(bytes, at + 8).Should().Be(EventFile.Checksum(bytes.AsSpan(at, 8)));
            Checksum(bytes, at + 12 + length).Should().Be(EventFile.Checksum(bytes.AsSpan(at + 12, length)));
            yield return Event.Parser.ParseFrom(bytes, at + 12, length);
            at += length + 16;
        }
    }

    /// <summary>Deletes a folder after the first step.</summary>
    private sealed class Removing(string path) : ITrainingProgress
    {
        public void RunStarted(RunStart start) { }

        public void StepCompleted(StepReport step)
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }

        public void EpochCompleted(EpochReport epoch) { }

        public void CheckpointSaved(string folder) { }
    }

    private static uint Checksum(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
