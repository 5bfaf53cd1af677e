using ContrastiveDsl.Native;
using ContrastiveDsl.Optimization;
using ContrastiveDsl.Randomness;
using static TorchSharp.torch;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// Softmax regressions on the same images with different rates and weight decays, all trained at once: their weights
/// lie side by side, so that a step is two matrix products however many there are.
/// </summary>
/// <remarks>
/// The loss is the mean cross entropy plus ½λ‖W‖²; its gradient has a closed form. All start from zero, so that only
/// the order of the images is random. Nothing waits for the device.
/// </remarks>
internal sealed class SoftmaxRegressions
{
    /// <summary>Logits of a part of the images to be classified: 64 MiB of float32.</summary>
    private const long ChunkElements = 16L << 20;
    private readonly int classes;
    private readonly int count;
    private readonly Tensor mean;
    private readonly Tensor scale;
    private readonly Tensor weight;
    private readonly Tensor bias;

    private SoftmaxRegressions(FeatureSet train, int classes, IReadOnlyList<ProbeSetting> settings)
    {
        (this.classes, count) = (classes, settings.Count);
        (mean, scale) = Standards(train.Features);
        weight = zeros(train.Features.size(1), (long)count * classes, device: train.Features.device);
        bias = zeros((long)count * classes, device: train.Features.device);
    }

    /// <summary>Trains.</summary>
    /// <param name="train">The images.</param>
    /// <param name="classes">C, more than the largest label.</param>
    /// <param name="settings">A rate and a weight decay for each regression.</param>
    /// <param name="options">Passes, batches and momentum.</param>
    /// <param name="random">Gives the order of the images.</param>
    /// <returns>The regressions, whose tensors belong to the current dispose scope.</returns>
    internal static SoftmaxRegressions Train(
        FeatureSet train,
        int classes,
        IReadOnlyList<ProbeSetting> settings,
        ProbeOptions options,
        RandomSource random
    )
    {
        using var noGrad = no_grad();
        var regressions = new SoftmaxRegressions(train, classes, settings);
        using var scope = NewDisposeScope();
        regressions.Descend(train, settings, options, random);
        return regressions;
    }

    /// <summary>
    /// Of each regression the share of images that it classifies rightly, and its mean cross entropy.
    /// </summary>
    internal (double[] Accuracies, double[] Losses) Measure(FeatureSet images)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var right = zeros(count, ScalarType.Float64, images.Features.device);
        var loss = zeros(count, ScalarType.Float64, images.Features.device);
        var chunk = Math.Max(1, ChunkElements / ((long)count * classes));
        for (long start = 0; start < images.Count; start += chunk)
        {
            using var part = NewDisposeScope();
            var size = Math.Min(chunk, images.Count - start);
            var labels = images.Labels.narrow(0, start, size).view(-1, 1, 1).expand(-1, count, 1);
            var logits = Logits(images.Features.narrow(0, start, size));
            right.add_(logits.argmax(2, keepdim: true).eq(labels).to(ScalarType.Float64).sum([0, 2]));
            loss.sub_(logits.log_softmax(2).gather(2, labels).to(ScalarType.Float64).sum([0, 2]));
        }

        return (HostTensor.Read<double>(right.div_(images.Count)), HostTensor.Read<double>(loss.div_(images.Count)));
    }

    /// <summary>One of the regressions as a classifier of features as they are, in the current dispose scope.</summary>
    internal LinearClassifier Classifier(int index)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var own = weight.narrow(1, (long)index * classes, classes).div(scale.unsqueeze(1));
        var shift = mean.unsqueeze(0).mm(own).squeeze(0);
        return new LinearClassifier(own, bias.narrow(0, (long)index * classes, classes).sub(shift)).MoveToOuterScope();
    }

    /// <summary>
    /// Mean and deviation of each feature. A feature that hardly varies is not blown up, and one that does not vary at
    /// all divides by no zero.
    /// </summary>
    private static (Tensor Mean, Tensor Scale) Standards(Tensor features)
    {
        using var scope = NewDisposeScope();
        var mean = features.mean([0]);
        var deviation = features.sub(mean).pow_(2).mean([0]).sqrt_();
        var floor = deviation.max().mul(1e-4).add(mean.abs().max().mul(1e-6)).add(1e-12);
        return (mean.MoveToOuterDisposeScope(), deviation.maximum(floor).MoveToOuterDisposeScope());
    }

    private Tensor Standardized(Tensor features) => features.sub(mean).div_(scale);

    private Tensor Logits(Tensor features) => bias.addmm(Standardized(features), weight).view(-1, count, classes);

    private void Descend(
        FeatureSet train,
        IReadOnlyList<ProbeSetting> settings,
        ProbeOptions options,
        RandomSource random
    )
    {
        var device = train.Features.device;
        var inputs = Standardized(train.Features);
        var rates = Row(settings.Select(setting => setting.LearningRate), device);
        var decays = Row(settings.Select(setting => setting.WeightDecay), device);
        var (weightVelocity, biasVelocity) = (weight.zeros_like(), bias.zeros_like());
        var batch = Math.Min(options.BatchSize, train.Count);
        var minusOne = ones(batch, count, 1, device: device).neg_();
        var stepsPerEpoch = train.Count / batch;
        var steps = Math.Max((long)options.Epochs * stepsPerEpoch, options.MinimumSteps);
        var schedule = new WarmupCosine(1, 0, steps);
        for (long step = 0; step < steps; )
        {
            using var epoch = NewDisposeScope();
            var order = Order(random, (int)(step / stepsPerEpoch), train.Count, device);
            for (var i = 0; i < stepsPerEpoch && step < steps; i++, step++)
            {
                using var scope = NewDisposeScope();
                var rows = order.narrow(0, (long)i * batch, batch);
                var input = inputs.index_select(0, rows);
                var truth = train.Labels.index_select(0, rows).view(-1, 1, 1).expand(-1, count, 1);
                // Of the cross entropy: what is believed, less 1 at the true class.
                var gradient = bias.addmm(input, weight)
                    .view(-1, count, classes)
                    .softmax(2)
                    .scatter_add_(2, truth, minusOne)
                    .div_(batch)
                    .view(batch, -1);
                weightVelocity.mul_(options.Momentum).add_(input.t().mm(gradient)).addcmul_(weight, decays, 1);
                biasVelocity.mul_(options.Momentum).add_(gradient.sum(dim: 0));
                var rate = -schedule.At(step);
                weight.addcmul_(weightVelocity, rates, rate);
                bias.addcmul_(biasVelocity, rates, rate);
            }
        }
    }

    /// <summary>A number for each regression, repeated for each of its classes.</summary>
    private Tensor Row(IEnumerable<double> values, Device device)
    {
        float[] repeated = [.. values.SelectMany(value => Enumerable.Repeat((float)value, classes))];
        return HostTensor.Upload<float>(repeated, [repeated.Length], ScalarType.Float32, device);
    }

    private static Tensor Order(RandomSource random, int epoch, int count, Device device)
    {
        var order = Array.ConvertAll(random.Permutation(RandomStream.Evaluation, epoch, count), place => (long)place);
        return HostTensor.Upload<long>(order, [count], ScalarType.Int64, device);
    }
}
