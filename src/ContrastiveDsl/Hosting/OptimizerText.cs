using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting;

/// <summary>An optimizer and its settings in one line.</summary>
internal static class OptimizerText
{
    internal static string Of(OptimizerModel optimizer) => string.Join(", ", Parts(optimizer));

    /// <summary>The rate used, and how it came about.</summary>
    internal static string Rate(OptimizerModel optimizer, int batchSize, double effective) =>
        optimizer.Scaling switch
        {
            LearningRateScaling.Linear =>
                $"{Say.Number(effective)} ({Say.Number(optimizer.LearningRate)} × {Say.Count(batchSize)} / 256)",
            LearningRateScaling.SquareRoot =>
                $"{Say.Number(effective)} ({Say.Number(optimizer.LearningRate)} × √{Say.Count(batchSize)})",
            _ => Say.Number(effective),
        };

    private static IEnumerable<string> Parts(OptimizerModel optimizer)
    {
        yield return optimizer.Name;
        if (optimizer.Kind is OptimizerKind.Adam or OptimizerKind.AdamW)
        {
            yield return $"betas {Say.Number(optimizer.Beta1)} and {Say.Number(optimizer.Beta2)}, epsilon {Say.Number(optimizer.Epsilon)}";
        }
        else
        {
            yield return $"momentum {Say.Number(optimizer.Momentum)}{(optimizer.Nesterov ? " (Nesterov)" : "")}";
        }

        if (optimizer.Kind == OptimizerKind.Lars)
        {
            yield return $"trust coefficient {Say.Number(optimizer.TrustCoefficient)}, ratio by {optimizer.Dialect}{(optimizer.ClipLearningRate ? ", clipped at the learning rate" : "")}";
        }

        if (optimizer.WeightDecay > 0)
        {
            yield return $"weight decay {Say.Number(optimizer.WeightDecay)}{(optimizer.DecayBiasAndNorm ? ", of biases and norms too" : "")}";
        }
    }
}
