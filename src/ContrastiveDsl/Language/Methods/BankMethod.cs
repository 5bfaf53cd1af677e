namespace ContrastiveDsl.Language;

/// <summary>The settings of a method that compares with a memory bank.</summary>
/// <typeparam name="TMethod">The method.</typeparam>
internal abstract record BankMethodModel<TMethod> : MethodModel<TMethod>
    where TMethod : Method
{
    /// <inheritdoc/>
    public override long NegativesPerAnchor(ExperimentModel experiment) => Bank?.Negatives ?? 0;

    /// <inheritdoc/>
    public override string DescribeNegatives(ExperimentModel experiment, Func<long, string> count) =>
        Bank is { Negatives: > 0 }
            ? count(Bank.Negatives) + " per image, drawn from the memory bank"
            : "every other entry of the memory bank";

    /// <summary>Of the whole bank, its size is known only where the number of images is.</summary>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (
            experiment.Training.BatchSize,
            Bank is { Negatives: > 0 } ? Bank.Negatives + 1L : experiment.Images?.Count ?? 0
        );

    /// <summary>
    /// The cross entropy over the entries compared with; noise-contrastive estimation, which tells each of them apart
    /// from noise, has that of K noisy entries on top, if Z is that of the embeddings; a given Z may be any.
    /// </summary>
    public override double? Chance(ExperimentModel experiment)
    {
        if (experiment.Loss is NceLossModel { Partition: > 0 })
        {
            return null;
        }

        if (Bank is { Negatives: > 0 and var negatives })
        {
            return Math.Log(negatives + 1)
                + (experiment.Loss is NceLossModel ? negatives * Math.Log(1 + (1.0 / negatives)) : 0);
        }

        return experiment.Images is { Count: > 1 and var count } ? Math.Log(count) : null;
    }
}
