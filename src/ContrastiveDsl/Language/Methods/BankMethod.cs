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

    /// <summary>The size of the whole bank is known only where the number of images is.</summary>
    public override (long Rows, long Columns) Similarities(ExperimentModel experiment) =>
        (
            experiment.Training.BatchSize,
            Bank is { Negatives: > 0 } ? Bank.Negatives + 1L : experiment.Images?.Count ?? 0
        );

    /// <summary>That of the loss over the entries compared with.</summary>
    public override double? ChanceLoss(ExperimentModel experiment) =>
        Bank is { Negatives: > 0 and var negatives } ? experiment.Loss.ChanceLoss(negatives)
        : experiment.Images is { Count: > 1 and var count } ? experiment.Loss.ChanceLoss(count - 1)
        : null;
}
