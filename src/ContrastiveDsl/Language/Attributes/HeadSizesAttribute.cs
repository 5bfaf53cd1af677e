namespace ContrastiveDsl;

/// <summary>What heads of every kind state.</summary>
public abstract class HeadSizesAttribute : PartAttribute
{
    /// <summary>
    /// Size of the input; of a head of patches that of the features of one patch. Inferred from what stands before the
    /// head when left out.
    /// </summary>
    public int Input { get; set; }

    /// <summary>
    /// Size of the hidden layers; of a head of patches that of each patch's projection before the concatenation.
    /// Default: the size of the input, or of the output of a head of patches.
    /// </summary>
    public int Hidden { get; set; }

    /// <summary>
    /// Size of the output, 1 or more; of a head of patches that of the projector. Required, unless layers
    /// are listed or a preset has it.
    /// </summary>
    public int Output { get; set; }

    /// <summary>What normalizes the output. Default <see cref="Norm.None"/>.</summary>
    public Norm OutputNorm { get; set; } = Norm.None;

    /// <summary>Groups of <see cref="Norm.Group"/>. Default 32.</summary>
    public int Groups { get; set; } = 32;

    /// <summary>Whether the output's normalization learns scale and shift. Default true.</summary>
    public bool OutputAffine { get; set; } = true;
}
