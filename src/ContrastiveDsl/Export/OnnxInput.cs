namespace ContrastiveDsl.Export;

/// <summary>What an exported network takes as images.</summary>
public enum OnnxInput
{
    /// <summary>
    /// Bytes as decoders give them, [N, S, S, C] from 0 to 255, channels together. The graph scales and normalizes
    /// them, so there is nothing left that a service could do otherwise than the training did; other numbers than bytes
    /// are refused by their type.
    /// </summary>
    Bytes,

    /// <summary>float32 [N, C, S, S] in [0, 1]; the graph normalizes them.</summary>
    Unit,

    /// <summary>float32 [N, C, S, S], normalized by the caller with the mean and deviation in the metadata.</summary>
    Normalized,
}
