using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// What a run sees of itself while it trains, without ever waiting for the device: every so many steps it measures the
/// embeddings, and adds up losses and gradient norms, which shows whether one of them is no number.
/// </summary>
internal sealed class RunWatch : IDisposable
{
    /// <summary>Steps between two looks at losses and gradients: what is wrong shows within twice as many.</summary>
    internal const int StepsPerLook = 10;

    private const int MeasurementsPerEpoch = 5;
    private const int MaximumInterval = 50;
    private readonly HostMail sums = new();
    private readonly HostMail measurements = new();
    private readonly EmbeddingFigures?[] figures;
    private readonly long?[] queueAges;
    private readonly int interval;
    private int? measuring;

    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    internal RunWatch(int stepsPerEpoch)
    {
        figures = new EmbeddingFigures?[stepsPerEpoch];
        queueAges = new long?[stepsPerEpoch];
        interval = Math.Clamp(stepsPerEpoch / MeasurementsPerEpoch, 1, MaximumInterval);
    }

    /// <summary>The latest figures that have arrived; null before the first.</summary>
    internal EmbeddingFigures? Latest { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        sums.Dispose();
        measurements.Dispose();
    }

    /// <summary>What was measured in a step of the epoch; null where nothing was, or has not arrived.</summary>
    internal (EmbeddingFigures? Figures, long? QueueAge) this[int step] => (figures[step], queueAges[step]);

    /// <summary>
    /// Whether a step of the epoch is measured that has not been yet. The last one is, so that each epoch has figures.
    /// </summary>
    internal bool IsDue(int step) =>
        measuring != step && ((step + 1) % interval == 0 || step == figures.Length - 1) && figures[step] is null;

    /// <summary>Sends off what was measured in a step of the epoch.</summary>
    internal void Post(int step, Tensor measurement, long? queueAge = null)
    {
        measuring = step;
        queueAges[step] = queueAge;
        measurements.Post(step, measurement);
        TakeMeasurements();
    }

    /// <summary>
    /// Looks at the last steps once in a while, and at what earlier looks have found. A sum is no number if one of its
    /// terms is none; which one it is, the losses say.
    /// </summary>
    /// <returns>Whether a sum has arrived that is no number.</returns>
    internal bool Look(int step, LossHistory history)
    {
        TakeMeasurements();
        if ((step + 1) % StepsPerLook == 0)
        {
            using var scope = NewDisposeScope();
            sums.Post(step, history.Sum(step + 1 - StepsPerLook, StepsPerLook));
        }

        var isFinite = true;
        while (sums.TryTake((_, sum) => isFinite &= float.IsFinite(sum[0]))) { }

        return !isFinite;
    }

    /// <summary>Takes what has arrived, which is everything once a later number was read from the device.</summary>
    internal void TakeMeasurements()
    {
        while (measurements.TryTake((step, numbers) => Latest = figures[step] = EmbeddingStatistics.Read(numbers))) { }
    }

    /// <summary>Forgets the steps of an epoch that is over.</summary>
    internal void Clear()
    {
        Array.Clear(figures);
        Array.Clear(queueAges);
        measuring = null;
    }
}
