using System.Diagnostics;
using System.Diagnostics.Metrics;
using ContrastiveDsl.Training;

namespace ContrastiveDsl.Records;

/// <summary>
/// Measures a run by instruments of <see cref="System.Diagnostics.Metrics"/>, which OpenTelemetry and
/// <c>dotnet-counters</c> read. While nobody listens it costs nothing.
/// </summary>
/// <remarks>
/// The meter is <c>ContrastiveDsl</c>; each measurement bears the tag <c>experiment</c>. Counters:
/// <c>contrastive.steps</c> and <c>contrastive.images</c> (source images; views are not counted). Gauges:
/// <c>contrastive.loss</c> (which waits for the device, so only once in an interval), <c>contrastive.epoch_loss</c>,
/// <c>contrastive.learning_rate</c>, <c>contrastive.images_per_second</c> and <c>contrastive.epoch</c>.
/// </remarks>
public sealed class MeteredProgress : ITrainingProgress, IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "ContrastiveDsl";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> steps;
    private readonly Counter<long> images;
    private readonly Gauge<double> loss;
    private readonly Gauge<double> epochLoss;
    private readonly Gauge<double> learningRate;
    private readonly Gauge<double> imagesPerSecond;
    private readonly Gauge<int> epoch;
    private readonly Pace pace;
    private TagList tags;
    private int batchSize;

    /// <summary>Makes the instruments.</summary>
    /// <param name="interval">The time between two measurements of the loss; ten seconds if none is given.</param>
    /// <param name="time">The clock; that of the system if none is given.</param>
    public MeteredProgress(TimeSpan? interval = null, TimeProvider? time = null)
    {
        pace = new Pace(interval ?? TimeSpan.FromSeconds(10), time ?? TimeProvider.System);
        steps = meter.CreateCounter<long>("contrastive.steps", "{step}", "Steps taken");
        images = meter.CreateCounter<long>("contrastive.images", "{image}", "Source images trained on");
        loss = meter.CreateGauge<double>("contrastive.loss", description: "Loss of a step");
        epochLoss = meter.CreateGauge<double>("contrastive.epoch_loss", description: "Mean loss of an epoch");
        learningRate = meter.CreateGauge<double>("contrastive.learning_rate", description: "Learning rate");
        imagesPerSecond = meter.CreateGauge<double>("contrastive.images_per_second", "{image}/s", "Speed");
        epoch = meter.CreateGauge<int>("contrastive.epoch", "{epoch}", "Epochs completed");
    }

    /// <inheritdoc/>
    public void RunStarted(RunStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        tags = new TagList { { "experiment", start.Experiment } };
        batchSize = start.Settings.BatchSize;
        pace.Restart();
    }

    /// <inheritdoc/>
    public void StepCompleted(StepReport step)
    {
        steps.Add(1, tags);
        images.Add(batchSize, tags);
        learningRate.Record(step.LearningRate, tags);
        imagesPerSecond.Record(step.ImagesPerSecond, tags);
        if (loss.Enabled && pace.IsDue())
        {
            loss.Record(step.ReadLoss(), tags);
        }
    }

    /// <inheritdoc/>
    public void EpochCompleted(EpochReport epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        epochLoss.Record(epoch.Loss, tags);
        this.epoch.Record(epoch.Epoch, tags);
    }

    /// <inheritdoc/>
    public void CheckpointSaved(string folder) { }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
