namespace ContrastiveDsl.Export;

/// <summary>How much of an experiment leaves its run.</summary>
public enum ExportedPart
{
    /// <summary>The encoder: images to features, which is what remains of an experiment.</summary>
    Encoder,

    /// <summary>The encoder and the projector behind it: images to the vectors that the loss compared.</summary>
    EncoderAndProjector,
}
