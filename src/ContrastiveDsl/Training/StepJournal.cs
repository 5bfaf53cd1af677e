using ContrastiveDsl.Evaluation;
using ContrastiveDsl.Optimization;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>
/// What the steps of an epoch leave: losses, gradients and figures of the embeddings, which stay on the device until
/// they have arrived or are written, as lines of <c>metrics.jsonl</c>; and what a guard says of them.
/// </summary>
/// <param name="history">Losses, norms and rates of the epoch; it belongs to the run.</param>
/// <param name="watch">What is measured; disposed of with this.</param>
/// <param name="guard">Who judges, or nobody.</param>
/// <param name="metrics">Where lines go, or nowhere.</param>
/// <param name="written">Steps of the epoch under way that have their lines.</param>
/// <param name="warn">Told what the guard says.</param>
internal sealed class StepJournal(
    LossHistory history,
    RunWatch watch,
    CollapseGuard? guard,
    MetricsLog? metrics,
    int written,
    Action<string> warn
) : IDisposable
{
    /// <summary>What helps against weights that have run away.</summary>
    internal const string LowerTheRate = "lower the peak learning rate or lengthen the warm-up";

    private int written = written;

    /// <summary>The latest figures that have arrived; null before the first.</summary>
    internal EmbeddingFigures? Latest => watch.Latest;

    /// <summary>What is wrong with the embeddings, once the guard has told it.</summary>
    internal string? Collapse => guard?.Collapse;

    /// <inheritdoc/>
    public void Dispose() => watch.Dispose();

    /// <summary>Whether embeddings of a step are measured, which all processes know alike.</summary>
    internal bool IsDue(int stepInEpoch) => watch.IsDue(stepInEpoch);

    /// <summary>Measures embeddings where a step is due.</summary>
    /// <param name="stepInEpoch">The step under way.</param>
    /// <param name="measure">Makes the numbers, on the device.</param>
    /// <param name="queueAge">Steps since the oldest key of the queue was put in, where there is one.</param>
    internal void Watch(int stepInEpoch, Func<Tensor> measure, long? queueAge)
    {
        if (IsDue(stepInEpoch))
        {
            using var scope = NewDisposeScope();
            watch.Post(stepInEpoch, measure(), queueAge);
        }
    }

    /// <summary>Records a step; nothing waits.</summary>
    /// <param name="done">The position after the step.</param>
    /// <param name="loss">Its loss, one element.</param>
    /// <param name="learningRate">The rate it was taken with.</param>
    /// <param name="trained">The parameters whose gradients it followed, if told.</param>
    /// <returns>Whether something of the last steps is known to be no number.</returns>
    internal bool Record(RunPosition done, Tensor loss, double learningRate, ParameterSet[] trained)
    {
        var index = done.StepInEpoch - 1;
        using var scope = NewDisposeScope();
        history.Record(index, loss, trained.Length == 0 ? null : ParameterSet.GradientNorm(trained), learningRate);
        Judge(done);
        return watch.Look(index, history, trained);
    }

    /// <summary>Writes the lines of the steps that have none yet; waits for the device.</summary>
    /// <param name="now">The run's position.</param>
    /// <returns>
    /// What is no number in the first step with such a thing, and what to do, in words; null where all is well.
    /// </returns>
    internal string? Write(RunPosition now)
    {
        if (now.StepInEpoch == written)
        {
            return null;
        }

        var steps = Read(now);
        metrics?.AppendSteps(steps);
        if (Array.Find(steps, step => step.Fault is not null) is { Fault: { } fault } first)
        {
            return $"{fault}: {Advice((int)(first.Step - now.Step) + now.StepInEpoch - 1, first.Step)}";
        }

        written = now.StepInEpoch;
        return null;
    }

    /// <summary>What to do about a step that is no number: its rate came after, so the rates before it count.</summary>
    /// <param name="index">Its place in the epoch.</param>
    /// <param name="step">Its number in the run, from 1.</param>
    private string Advice(int index, long step)
    {
        var earlier = history.LearningRates[..index];
        var highest = earlier.IsEmpty ? 0 : earlier.ToArray().Max();
        return highest > 0 || step > index + 1
            ? LowerTheRate
            : "no weight had moved yet, so it is not the learning rate. Look at the images, the views, the first weights and the loss";
    }

    /// <summary>Ends an epoch, all of whose lines are written.</summary>
    /// <param name="isFirst">Whether it is the first one, at whose end the guard judges losses and weights.</param>
    /// <returns>The mean loss and the last step's learning rate.</returns>
    internal (double MeanLoss, double LearningRate) CompleteEpoch(bool isFirst)
    {
        var losses = history.Read(0, history.LearningRates.Length);
        if (isFirst)
        {
            JudgeFirst(losses);
        }

        watch.Clear();
        written = 0;
        return (losses.Average(loss => (double)loss), history.LearningRates[^1]);
    }

    private void Judge(RunPosition now)
    {
        var firstOfEpoch = now.Step - now.StepInEpoch;
        watch.TakeMeasurements(
            (stepInEpoch, figures) =>
            {
                if (guard?.Judge(firstOfEpoch + stepInEpoch, figures) is { } warning)
                {
                    warn(warning);
                }
            }
        );
    }

    private void JudgeFirst(float[] losses)
    {
        watch.TakeSums();
        var highest = history.LearningRates.ToArray().Max();
        if (guard?.JudgeEpoch(losses, watch.Movement, highest) is { } warning)
        {
            warn(warning);
        }
    }

    /// <summary>The steps without lines, as their lines will have them.</summary>
    private StepMetrics[] Read(RunPosition now)
    {
        var count = now.StepInEpoch - written;
        var (losses, norms) = (history.Read(written, count), history.ReadGradientNorms(written, count));
        // Whatever was measured before them has arrived with them.
        Judge(now);
        var steps = new StepMetrics[count];
        for (var i = 0; i < count; i++)
        {
            var (figures, queueAge) = watch[written + i];
            steps[i] = new StepMetrics(
                now.Step - count + i + 1,
                losses[i],
                history.LearningRates[written + i],
                norms[i],
                figures,
                queueAge,
                guard?.Chance
            );
        }

        return steps;
    }
}
