using ContrastiveDsl.Data;
using ContrastiveDsl.Optimization;
using ContrastiveDsl.Randomness;
using ContrastiveDsl.State;
using ContrastiveDsl.Tests.Optimization;
using ContrastiveDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.Tests.Training;

/// <summary>
/// A training loop written by hand in the form that is emitted: a small network with dropout learns to tell images
/// apart.
/// </summary>
internal sealed class TinyExperiment : IExperiment
{
    private readonly SmallNet net;
    private readonly ParameterSet parameters;
    private readonly Adam optimizer;

    public TinyExperiment(RunSettings settings)
    {
        manual_seed(settings.Seed);
        net = new SmallNet(dropoutProbability: 0.3);
        parameters = new ParameterSet(net);
        optimizer = new Adam(parameters, weightDecay: 1e-4);
    }

    /// <summary>Called with the number of steps completed, before each step.</summary>
    public Action<long>? BeforeStep { get; init; }

    /// <summary>Called after the weights have changed, with the number, from 0, of the step under way.</summary>
    public Action<long>? AfterUpdate { get; init; }

    public double LearningRate { get; init; } = 0.01;

    public nn.Module<Tensor, Tensor> Network => net;

    public IReadOnlyList<Tensor> Flats => [.. parameters.Groups.Select(group => group.Flat)];

    public static ImageSet Images(int count)
    {
        var bytes = new byte[count * 3 * 8 * 8];
        new Random(1).NextBytes(bytes);
        return ImageSet.FromBytes(bytes, count, 3, 8, 8);
    }

    public void Train(ImageSet images, TrainingRun run)
    {
        var order = new EpochOrder(images.Count, run.Settings.BatchSize, new RandomSource(run.Settings.Seed));
        var schedule = WarmupCosine.ForRun(LearningRate, order.StepsPerEpoch, run.Settings.Epochs, warmupFraction: 0.2);
        net.train();
        run.Begin(order.StepsPerEpoch);

        while (run.Epoch < run.Settings.Epochs && !run.StopRequested)
        {
            foreach (var batch in images.ReadAhead(order.Batches(run.Epoch, run.StepInEpoch)))
            {
                BeforeStep?.Invoke(run.Step);
                using var step = NewDisposeScope();
                var pixels = images.Load(batch).Pixels;
                var loss = net.call(pixels)
                    .sub(pixels.mean(new long[] { 2, 3 }).repeat(1, 2).narrow(1, 0, 5))
                    .square()
                    .mean();
                parameters.ZeroGradients();
                loss.backward();
                var rate = schedule.At(run.Step);
                optimizer.Step(rate);
                AfterUpdate?.Invoke(run.Step);
                run.CompleteStep(loss, rate, parameters);
                if (run.CheckpointDue)
                {
                    run.SaveCheckpoint(this);
                }

                if (run.StopRequested)
                {
                    return;
                }
            }

            run.CompleteEpoch(this);
        }
    }

    public Tensor Embed(Tensor images) => net.call(images);

    /// <summary>The network sees the images as they are.</summary>
    public Tensor[] SampleViews(ImageBatch pixels, RandomSource random, Batch batch) => [pixels.Pixels];

    public void Save(StateWriter writer)
    {
        writer.Module("encoder", net);
        optimizer.Save(writer.Scope("optimizer"));
    }

    public void Load(StateReader reader)
    {
        reader.Module("encoder", net);
        optimizer.Load(reader.Scope("optimizer"));
    }

    public void Dispose()
    {
        optimizer.Dispose();
        parameters.Dispose();
        net.Dispose();
    }
}
