namespace ContrastiveDsl.Language;

/// <summary>The largest sizes that are taken for meant, and those that are proposed.</summary>
internal static class Limits
{
    /// <summary>Channels, features or pixels: it keeps every product of sizes far from overflow.</summary>
    public const int Size = 65_536;

    /// <summary>Pixels along a side of an image.</summary>
    public const int Image = 4096;

    /// <summary>Images of a step: similarities of all of them are counted in 64 bits.</summary>
    public const int Batch = 1 << 20;

    /// <summary>Random numbers of an image in a step: they are counted by 18 bits.</summary>
    public const int Draws = 1 << 18;

    /// <summary>
    /// Negatives that suit small data, in a queue or drawn from a bank: what messages and fixes propose.
    /// </summary>
    public const int UsualNegatives = 4096;

    /// <summary>Width of a network.</summary>
    public const int Width = 4096;
}
