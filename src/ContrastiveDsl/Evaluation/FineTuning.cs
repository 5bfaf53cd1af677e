using ContrastiveDsl.Data;
using ContrastiveDsl.Optimization;
using ContrastiveDsl.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Evaluation;

/// <summary>
/// Trains an encoder on with labels: the head starts as a linear probe, so that the first steps do not spoil the
/// features for the sake of a random head (Kumar et al., 2022, arXiv:2202.10054).
/// </summary>
/// <param name="encoder">The encoder, which is changed: hand over a copy.</param>
/// <param name="views">Views to train with, and images as they are tested.</param>
/// <param name="options">How to train.</param>
/// <param name="random">Gives views and the order of the images.</param>
public sealed class FineTuning(
    nn.Module<Tensor, Tensor> encoder,
    FineTuningViews views,
    FineTuningOptions options,
    RandomSource random
)
{
    /// <summary>Told after each step how many images it had.</summary>
    public event Action<int>? StepDone;

    /// <summary>Trains the encoder, and leaves it in evaluation mode.</summary>
    /// <param name="images">The images, on the encoder's device; they have labels.</param>
    /// <param name="places">Positions of the images whose labels may be used, each at least once.</param>
    /// <param name="start">What the head starts as.</param>
    /// <returns>The trained head; its tensors belong to the current dispose scope.</returns>
    /// <exception cref="ArgumentException">There are fewer than two images.</exception>
    public LinearClassifier Train(ImageSet images, IReadOnlyList<int> places, LinearClassifier start)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(start);
        if (places.Count < 2)
        {
            throw new ArgumentException("Fine-tuning needs two images or more.", nameof(places));
        }

        using var head = Head(start);
        using var parameters = new ParameterSet(encoder, head);
        using var optimizer = new Optimization.AdamW(parameters, weightDecay: options.WeightDecay);
        var order = new EpochOrder(places.Count, Math.Min(options.BatchSize, places.Count), random);
        var steps = Math.Max((long)options.Epochs * order.StepsPerEpoch, options.MinimumSteps);
        var schedule = new WarmupCosine(options.LearningRate, 0, steps);
        encoder.train();
        long done = 0;
        foreach (var batch in images.ReadAhead(Batches(order, places, steps)))
        {
            using var step = NewDisposeScope();
            var input = views.Sample(images.Load(batch), random, batch);
            var logits = head.call(encoder.call(input));
            var loss = nn.functional.cross_entropy(logits, images.LoadLabels(batch));
            parameters.ZeroGradients();
            loss.backward();
            optimizer.Step(schedule.At(done++));
            StepDone?.Invoke(batch.Samples.Length);
        }

        encoder.eval();
        using var scope = NewDisposeScope();
        return new LinearClassifier(
            head.weight!.detach().t().contiguous().clone(),
            head.bias!.detach().clone()
        ).MoveToOuterScope();
    }

    /// <summary>Features of clean images by the encoder as it stands: [N, C, H, W] in [0, 1] to [N, F].</summary>
    public Tensor Embed(Tensor images)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        encoder.eval();
        return encoder.call(views.Clean(images)).MoveToOuterDisposeScope();
    }

    private static IEnumerable<Batch> Batches(EpochOrder order, IReadOnlyList<int> places, long steps)
    {
        for (var epoch = 0; ; epoch++)
        {
            foreach (var batch in order.Batches(epoch))
            {
                if (steps-- == 0)
                {
                    yield break;
                }

                yield return batch with
                {
                    Samples = Array.ConvertAll(batch.Samples, place => places[place]),
                };
            }
        }
    }

    private static Linear Head(LinearClassifier start)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var head = nn.Linear(start.Weight.size(0), start.Classes, device: start.Weight.device);
        head.weight!.copy_(start.Weight.t());
        head.bias!.copy_(start.Bias);
        return head;
    }
}
