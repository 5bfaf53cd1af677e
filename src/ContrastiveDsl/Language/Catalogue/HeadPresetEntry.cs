namespace ContrastiveDsl.Language;

/// <summary>A head of a paper: what the attribute of such a head would say.</summary>
/// <param name="Preset">Which one.</param>
/// <param name="Role">What the head is for.</param>
/// <param name="Output">Size of the output.</param>
/// <param name="Hidden">Size of the hidden layers, or 0 where they are as wide as the input.</param>
/// <param name="Layers">Number of linear layers.</param>
internal sealed record HeadPresetEntry(HeadPreset Preset, HeadRole Role, int Output, int Hidden = 0, int Layers = 2)
{
    /// <summary>What normalises hidden layers.</summary>
    public Norm Norm { get; init; } = Norm.Batch;

    /// <summary>Whether hidden linear layers have a bias.</summary>
    public bool HiddenBias { get; init; }

    /// <summary>Whether the last linear layer has a bias.</summary>
    public bool OutputBias { get; init; }

    /// <summary>What normalises the output.</summary>
    public Norm OutputNorm { get; init; } = Norm.None;

    /// <summary>Whether the output's normalisation learns scale and shift.</summary>
    public bool OutputAffine { get; init; } = true;

    /// <summary>Paper, and the place in the authors' code.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>The arguments that state all this.</summary>
    public EquatableArray<RawArgument> Arguments => new(
        Of(nameof(HeadAttribute.Output), Output),
        Of(nameof(HeadAttribute.Hidden), Hidden),
        Of(nameof(HeadAttribute.Layers), Layers),
        Of(nameof(HeadAttribute.Norm), (long)Norm),
        Of(nameof(HeadAttribute.HiddenBias), HiddenBias ? 1 : 0),
        Of(nameof(HeadAttribute.OutputBias), OutputBias ? 1 : 0),
        Of(nameof(HeadAttribute.OutputNorm), (long)OutputNorm),
        Of(nameof(HeadAttribute.OutputAffine), OutputAffine ? 1 : 0));

    private static RawArgument Of(string name, long value) => RawArgument.Of(name, value);
}
