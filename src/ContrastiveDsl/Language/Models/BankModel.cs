namespace ContrastiveDsl.Language;

/// <summary>A memory bank.</summary>
/// <param name="Momentum">Share of itself that an entry keeps when its image is seen.</param>
/// <param name="Negatives">Negatives of each image; 0 for every other entry.</param>
/// <param name="Distinct">Whether no negative is drawn twice for an image.</param>
/// <param name="ExcludePositive">Whether an image's own entry is never its negative.</param>
public sealed record BankModel(double Momentum, int Negatives, bool Distinct, bool ExcludePositive)
{
    /// <summary>Whether it begins with embeddings of the images.</summary>
    public bool Fill { get; init; }

    /// <summary>Index of the attribute that states it, among the class's attributes of the language.</summary>
    public int Attribute { get; init; } = -1;
}
