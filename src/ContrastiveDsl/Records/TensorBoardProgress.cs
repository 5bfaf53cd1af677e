using System.Text.Json;
using ContrastiveDsl.Data;
using ContrastiveDsl.Reporting;
using ContrastiveDsl.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Records;

/// <summary>
/// Writes a run for TensorBoard: all numbers of its metrics as scalars, and after each epoch histograms of weights and
/// embeddings, and views of some images.
/// </summary>
/// <remarks>
/// Scalars are taken from the run's <c>metrics.jsonl</c> as epochs end and checkpoints are saved, so that no step waits
/// for the device. The run needs an output folder. Views are in a folder of their own, because TensorBoard may follow
/// the last file of a folder alone.
/// </remarks>
public sealed class TensorBoardProgress : ITrainingProgress, IDisposable
{
    /// <summary>The folder of the events in that of a run.</summary>
    public const string FolderName = "tensorboard";

    /// <summary>The folder in it of the views.</summary>
    private const string ImagesName = "images";

    private const int Shown = 16;
    private const int Embedded = 256;
    private const string EpochKey = "epoch";
    private const string StepKey = "step";
    private readonly ExperimentDefinition definition;
    private readonly IExperiment experiment;
    private readonly ImageSet images;
    private readonly string? wanted;
    private RunSettings? settings;
    private MetricsTail? metrics;
    private SummaryWriter? writer;
    private EventFile? pictures;

    /// <summary>Makes a listener for one run.</summary>
    /// <param name="definition">The experiment.</param>
    /// <param name="experiment">Its networks, which are trained.</param>
    /// <param name="images">The training images.</param>
    /// <param name="folder">Where to write; <see cref="FolderName"/> in the run's folder if none is given.</param>
    public TensorBoardProgress(
        ExperimentDefinition definition,
        IExperiment experiment,
        ImageSet images,
        string? folder = null
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(images);
        (this.definition, this.experiment, this.images, wanted) = (definition, experiment, images, folder);
    }

    /// <summary>Why the disk refused the files, which end there; null as long as it takes them.</summary>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The run has no output folder.</exception>
    /// <exception cref="IOException">The folder of the events cannot be made.</exception>
    public void RunStarted(RunStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        settings = start.Settings;
        var output = settings.Output
            ?? throw new InvalidOperationException(
                "A run is recorded for TensorBoard from its metrics, so that it needs an output folder."
            );
        var folder = wanted ?? Path.Combine(output, FolderName);
        var images = Directory.CreateDirectory(Path.Combine(folder, ImagesName));
        metrics = new MetricsTail(output);
        writer = utils.tensorboard.SummaryWriter(folder, createRunName: false);
        pictures = new EventFile(images.FullName);
        Write(() => WriteViews(start.Position.Epoch, start.Position.Step));
    }

    /// <inheritdoc/>
    public void StepCompleted(StepReport step) { }

    /// <inheritdoc/>
    public void EpochCompleted(EpochReport epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        Write(() =>
        {
            WriteScalars();
            WriteWeights((int)epoch.Step);
            WriteEmbeddings((int)epoch.Step);
            WriteViews(epoch.Epoch, epoch.Step);
        });
    }

    /// <inheritdoc/>
    public void CheckpointSaved(string folder) => Write(WriteScalars);

    /// <inheritdoc/>
    public void Dispose()
    {
        Write(WriteScalars);
        pictures?.Dispose();
    }

    /// <summary>Writes, unless the disk has refused before: what would follow half a record cannot be read.</summary>
    private void Write(Action write)
    {
        if (Problem is not null)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A run does not end for want of its figures.
            Problem = exception.Message;
        }
    }

    private void WriteScalars()
    {
        foreach (var line in metrics?.Read() ?? [])
        {
            if (
                line.ValueKind == JsonValueKind.Object
                && line.TryGetProperty(StepKey, out var number)
                && number.ValueKind == JsonValueKind.Number
                && number.TryGetInt32(out var step)
            )
            {
                WriteScalars(line, step);
            }
        }
    }

    private void WriteScalars(JsonElement line, int step)
    {
        var group =
            line.TryGetProperty(MetricsLog.ScoreKey, out _) ? "score/" + RecordedScore.Of(step, line).Name + "/"
            : line.TryGetProperty(EpochKey, out _) ? EpochKey + "/"
            : StepKey + "/";
        foreach (var property in line.EnumerateObject())
        {
            if (property.Name is not (StepKey or EpochKey) && property.Value.ValueKind == JsonValueKind.Number)
            {
                writer!.add_scalar(group + property.Name, property.Value.GetSingle(), step);
            }
        }
    }

    private void WriteWeights(int step)
    {
        using var noGrad = no_grad();
        foreach (var (name, network) in ExperimentNetworks.Of(experiment))
        {
            foreach (var (parameter, values) in network.named_parameters().Where(one => one.parameter.Dimensions > 1))
            {
                WriteHistogram($"{name}/{parameter}", values, step);
            }
        }
    }

    private void WriteEmbeddings(int step)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var some = SampledImages.Of(images, Embedded, "train", null);
        WriteHistogram("embeddings", some.Embed(pixels => experiment.Embed(pixels), _ => { }), step);
    }

    private void WriteHistogram(string tag, Tensor values, int step)
    {
        using var scope = NewDisposeScope();
        var flat = values.detach().to(CPU).to(ScalarType.Float32).flatten();
        if (flat.isfinite().all().ToBoolean())
        {
            writer!.add_histogram(tag, flat, step);
        }
    }

    private void WriteViews(int epoch, long step)
    {
        var some = SampledImages.Of(images, Shown, "train", null);
        var views = ViewsSheet.Together(experiment, definition, some, settings!.Seed, epoch);
        foreach (var (number, view) in views.Index())
        {
            pictures!.Add(FormattableString.Invariant($"views/{number + 1}"), step, view);
        }
    }
}
