namespace ContrastiveDsl.Language;

/// <summary>The settings of a method that compares with a memory bank.</summary>
internal abstract record BankMethodModel : MethodModel
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
}
