using ContrastiveDsl.Language;

namespace ContrastiveDsl.Declarations.Tests.Random;

/// <summary>What the parts of an experiment have to agree on.</summary>
internal sealed class Plan
{
    public Plan(Chance chance, Method method, Wish wish)
    {
        Method = method;
        Channels = chance.Of(1, 1, 3, 3, 2);
        ImageSize = chance.Of(8, 12, 16);
        Features = chance.Of(8, 12);
        Output = chance.Of(4, 8, 8, 16);
        BatchSize = chance.Of(4, 8, 16);
        IsSmall = method.HasPretext || method.ViewCount == 1;
        UsesPreset = wish.Setting == nameof(AugmentationFamilyAttribute.Preset) || chance.Is(0.1);
        if (IsSmall)
        {
            ImageSize = 16;
        }

        if (UsesPreset)
        {
            // They blur by 23 pixels, and normalize red, green and blue.
            (Channels, ImageSize) = (3, 64);
        }
    }

    /// <summary>The method.</summary>
    public Method Method { get; }

    /// <summary>Channels of the images.</summary>
    public int Channels { get; }

    /// <summary>Side of the images.</summary>
    public int ImageSize { get; }

    /// <summary>Features of a custom encoder.</summary>
    public int Features { get; }

    /// <summary>Size of what the loss compares.</summary>
    public int Output { get; }

    /// <summary>Images of a batch.</summary>
    public int BatchSize { get; }

    /// <summary>Whether encoders see patches of the images.</summary>
    public bool IsSmall { get; }

    /// <summary>Whether families are those of papers.</summary>
    public bool UsesPreset { get; }

    /// <summary>Patches of an image.</summary>
    public int Patches { get; set; } = 1;
}
