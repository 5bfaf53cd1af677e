namespace ContrastiveDsl.Language;

/// <summary>A memory bank.</summary>
/// <param name="Momentum">Share of itself that an entry keeps when its image is seen.</param>
/// <param name="Negatives">Negatives of each image; 0 for every other entry.</param>
/// <param name="Distinct">Whether no negative is drawn twice for an image.</param>
/// <param name="ExcludePositive">Whether an image's own entry is never its negative.</param>
internal sealed record BankModel(double Momentum, int Negatives, bool Distinct, bool ExcludePositive) : Model
{
    /// <summary>Whether it begins with embeddings of the images.</summary>
    public bool Fill { get; init; }

    /// <summary>Index of the attribute that states it, among the class's attributes of the language.</summary>
    public int Attribute { get; init; } = -1;

    /// <summary>What an image is compared with besides its own entry, in words.</summary>
    internal static string DescribeNegatives(BankModel? bank, Func<long, string> count) =>
        bank is { Negatives: > 0 } ? count(bank.Negatives) + " per image, drawn from the memory bank" : "every other entry of the memory bank";

    /// <summary>Entries that an image is compared with; of the whole bank only where the number of images is known.</summary>
    internal static long Compared(BankModel? bank, ImagesModel? images) => bank is { Negatives: > 0 } ? bank.Negatives + 1L : images?.Count ?? 0;
}
