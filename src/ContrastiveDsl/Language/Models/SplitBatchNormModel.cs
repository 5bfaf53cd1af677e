namespace ContrastiveDsl.Language;

/// <summary>Batch normalisation over parts of a batch.</summary>
/// <param name="Splits">Parts of a batch.</param>
internal sealed record SplitBatchNormModel(int Splits) : Model
{
    /// <summary>Fewest parts that differ from ordinary batch normalisation.</summary>
    public const int FewestSplits = 2;

    /// <summary>Index of the attribute that states it, among the class's attributes of the language.</summary>
    public int Attribute { get; init; } = -1;
}
