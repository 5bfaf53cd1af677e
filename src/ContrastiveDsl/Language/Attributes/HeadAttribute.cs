namespace ContrastiveDsl;

/// <summary>
/// Declares a head, in one of three ways: a multi-layer perceptron from its sizes, a list of layer attributes on the
/// class (<c>[Linear] [BatchNorm] [Relu]</c>), or a custom <c>Module&lt;Tensor, Tensor&gt;</c> with a constructor
/// <c>(int inputSize)</c>, which states its <see cref="HeadSizesAttribute.Output"/>. The perceptron is
/// Linear–norm–activation for each hidden layer, then Linear (and a norm, if
/// <see cref="HeadSizesAttribute.OutputNorm"/> says so).
/// </summary>
public abstract class HeadAttribute : HeadSizesAttribute
{
    /// <summary>A head whose settings are all written.</summary>
    protected HeadAttribute() { }

    /// <summary>A head as a paper has it.</summary>
    /// <param name="preset">The paper's head. What is written beside it wins.</param>
    protected HeadAttribute(HeadPreset preset) => Preset = preset;

    /// <summary>
    /// The paper's head, from which everything comes that is not written, or <see langword="null"/>. The defaults below
    /// are those without one.
    /// </summary>
    public HeadPreset? Preset { get; }

    /// <summary>Number of linear layers, 1 to 64. Default 2.</summary>
    public int Layers { get; set; } = 2;

    /// <summary>What normalizes after each hidden linear layer. Default <see cref="Norm.Batch"/>.</summary>
    public Norm Norm { get; set; }

    /// <summary>What follows each hidden layer. Default <see cref="Activation.Relu"/>.</summary>
    public Activation Activation { get; set; }

    /// <summary>Whether hidden linear layers have a bias. Default: only without a normalization after them.</summary>
    public bool HiddenBias { get; set; }

    /// <summary>Whether the last linear layer has a bias. Default: only without a normalization after it.</summary>
    public bool OutputBias { get; set; }
}
