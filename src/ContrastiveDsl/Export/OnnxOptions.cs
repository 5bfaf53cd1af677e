namespace ContrastiveDsl.Export;

/// <summary>How a network becomes an ONNX model.</summary>
public sealed record OnnxOptions
{
    /// <summary>What is exported.</summary>
    public ExportedPart Part { get; init; }

    /// <summary>What it takes as images. Bytes unless it is stated otherwise.</summary>
    public OnnxInput Input { get; init; }

    /// <summary>
    /// Whether every embedding is divided by its length, so that inner products are cosines. An embedding of zeros
    /// stays one.
    /// </summary>
    public bool UnitLength { get; init; }
}
