namespace ContrastiveDsl.Language;

/// <summary>
/// One layer and its algebra: what it does to a shape and how many parameters it has. A layer is described by its
/// settings alone; shapes are inferred.
/// </summary>
internal abstract record Layer : Model
{
    /// <summary>The name of the layer as its attribute has it, for messages: <c>Conv</c>, <c>BasicBlock</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>
    /// The shape after the layer. A side that has vanished is reported as 0 or less; the rules say so to the user.
    /// </summary>
    /// <param name="input">The shape before the layer, of the rank that the layer accepts.</param>
    public abstract FeatureShape Output(FeatureShape input);

    /// <summary>Trainable parameters.</summary>
    /// <param name="input">The shape before the layer.</param>
    public virtual long Parameters(FeatureShape input) => 0;

    /// <summary>What the layer accepts.</summary>
    public virtual LayerInput Accepts => LayerInput.Any;

    /// <summary>Side of a map after a window of the given kernel, stride and padding has passed over it.</summary>
    protected static int Slide(int side, int kernel, int stride, int padding) =>
        stride < 1 || kernel < 1 || side + (2 * padding) < kernel ? 0 : ((side + (2 * padding) - kernel) / stride) + 1;
}

/// <summary>What a layer accepts.</summary>
internal enum LayerInput
{
    /// <summary>A map or a vector.</summary>
    Any,

    /// <summary>A map [C, H, W].</summary>
    Map,

    /// <summary>A vector [D].</summary>
    Vector,

    /// <summary>A sequence of tokens [T, D].</summary>
    Sequence,
}
