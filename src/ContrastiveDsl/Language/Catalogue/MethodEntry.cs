namespace ContrastiveDsl.Language;

/// <summary>What is known of a method: its parts, its defaults, its name in the field.</summary>
/// <param name="Method">Which one.</param>
/// <param name="Word">The attribute that declares it, without suffix.</param>
/// <param name="Name">Its name as the field writes it.</param>
/// <param name="Paper">Authors, year and number of the paper.</param>
/// <param name="Loss">The name of its loss in <see cref="LossCatalogue"/>.</param>
public sealed record MethodEntry(MethodKind Method, string Word, string Name, string Paper, string Loss)
{
    /// <summary>Losses of <see cref="LossCatalogue"/> that can stand in for its own.</summary>
    public EquatableArray<string> Variants { get; init; }

    /// <summary>The loss whose tensors an own loss takes.</summary>
    public string OwnLoss { get; init; } = Loss;

    /// <summary>Views of each image in a step, unless the experiment says otherwise.</summary>
    public int ViewCount { get; init; } = 2;

    /// <summary>Whether it has a memory bank.</summary>
    public bool HasBank { get; init; }

    /// <summary>Whether it has a head and an augmentation family of patches, and a pretext transform that makes them.</summary>
    public bool HasPatches { get; init; }

    /// <summary>Whether gradients train the encoder of the keys too.</summary>
    public bool TrainsKeys { get; init; }

    /// <summary>Whether a step always reads labels.</summary>
    public bool NeedsLabels { get; init; }

    /// <summary>Whether it has a prediction head.</summary>
    public bool HasPredictor { get; init; }

    /// <summary>Whether it has a queue of negatives.</summary>
    public bool HasQueue { get; init; }

    /// <summary>What its momentum encoder is called: <c>Key</c>, <c>Momentum</c>, <c>Target</c>; empty without one.</summary>
    public string Target { get; init; } = string.Empty;

    /// <summary>How its momentum encoder follows by default; <see langword="null"/> without one.</summary>
    public MomentumModel? Momentum { get; init; }

    /// <summary>Whether it has a momentum encoder.</summary>
    public bool HasTarget => Target.Length > 0;

    /// <summary>Whether a loss of the catalogue compares what the method has to compare.</summary>
    /// <param name="loss">The loss's name.</param>
    public bool Accepts(string loss)
    {
        if (loss == Loss)
        {
            return true;
        }

        foreach (var variant in Variants)
        {
            if (variant == loss)
            {
                return true;
            }
        }

        return false;
    }
}
