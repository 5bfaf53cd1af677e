using ContrastiveDsl.Language;

namespace ContrastiveDsl.Hosting;

/// <summary>The learning rate of an optimizer in one line.</summary>
internal static class OptimizerText
{
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
}
