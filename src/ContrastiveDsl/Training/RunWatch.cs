using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Native;
using ContrastiveDsl.Optimization;
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
    private const int SampledWeights = 4096;
    private readonly HostMail sums = new();
    private readonly HostMail measurements = new();
    private readonly EmbeddingFigures?[] figures;
    private readonly long?[] queueAges;
    private readonly int interval;
    private readonly bool watchesWeights;
    private int? measuring;
    private Tensor? firstWeights;

    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    /// <param name="watchesWeights">
    /// Whether it is told how far the weights have moved since its first step.
    /// </param>
    internal RunWatch(int stepsPerEpoch, bool watchesWeights)
    {
        this.watchesWeights = watchesWeights;
        figures = new EmbeddingFigures?[stepsPerEpoch];
        queueAges = new long?[stepsPerEpoch];
        interval = Math.Clamp(stepsPerEpoch / MeasurementsPerEpoch, 1, MaximumInterval);
    }

    /// <summary>The latest figures that have arrived; null before the first.</summary>
    internal EmbeddingFigures? Latest { get; private set; }

    /// <summary>
    /// How far weights have moved since the first step, as a share of their size; null while unknown.
    /// </summary>
    internal double? Movement { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        firstWeights?.Dispose();
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
    }

    /// <summary>
    /// Looks at the last steps once in a while, and at what earlier looks have found. A sum is no number if one of its
    /// terms is none; which one it is, the losses say.
    /// </summary>
    /// <param name="step">The step of the epoch that is done.</param>
    /// <param name="history">Its losses and norms.</param>
    /// <param name="trained">What the step has changed.</param>
    /// <returns>Whether a sum has arrived that is no number.</returns>
    internal bool Look(int step, LossHistory history, ParameterSet[] trained)
    {
        if (step == 0 || (step + 1) % StepsPerLook == 0 || step == figures.Length - 1)
        {
            var count = (step % StepsPerLook) + 1;
            var sum = history.Sum(step + 1 - count, count);
            sums.Post(step, cat([sum, Moved(trained, sum.device)], 0));
        }

        if (watchesWeights)
        {
            firstWeights ??= Sample(trained)?.clone().DetachFromDisposeScope();
        }

        return TakeSums();
    }

    /// <summary>Takes the sums that have arrived.</summary>
    /// <returns>Whether one of them is no number.</returns>
    internal bool TakeSums()
    {
        var isFinite = true;
        while (
            sums.TryTake(
                (_, sum) =>
                {
                    isFinite &= float.IsFinite(sum[0]);
                    Movement = float.IsFinite(sum[1]) ? sum[1] : null;
                }
            )
        ) { }

        return !isFinite;
    }

    /// <summary>
    /// Takes the measurements that have arrived: all, once a later number was read from the device.
    /// </summary>
    /// <param name="judge">Called with each and its step of the epoch.</param>
    internal void TakeMeasurements(Action<int, EmbeddingFigures> judge)
    {
        while (
            measurements.TryTake(
                (step, numbers) =>
                {
                    Latest = figures[step] = EmbeddingStatistics.Read(numbers);
                    judge((int)step, Latest);
                }
            )
        ) { }
    }

    /// <summary>Forgets the steps of an epoch that is over.</summary>
    internal void Clear()
    {
        Array.Clear(figures);
        Array.Clear(queueAges);
        measuring = null;
    }

    /// <summary>
    /// [1]: how far a sample of the weights has moved since the first step; no number where nobody knows, as in that
    /// step.
    /// </summary>
    private Tensor Moved(ParameterSet[] trained, Device device) =>
        firstWeights is { } first && Sample(trained) is { } now
            ? now.sub(first).norm().div(first.norm()).to(ScalarType.Float32).reshape(1)
            : full([1L], double.NaN, ScalarType.Float32, device);

    /// <summary>Some weights at even distances, as a view.</summary>
    private static Tensor? Sample(ParameterSet[] trained)
    {
        var group = trained.SelectMany(set => set.Groups).FirstOrDefault(group => !group.IsEmpty);
        var count = group?.Flat.size(0) ?? 0;
        return group?.Flat.detach().slice(0, 0, count, (count + SampledWeights - 1) / SampledWeights);
    }
}
