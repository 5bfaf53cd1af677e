namespace ContrastiveDsl.Embeddings;

/// <summary>Whose output an embedding is.</summary>
internal enum EmbeddedPart
{
    /// <summary>The encoder's: what remains of an experiment.</summary>
    Encoder,

    /// <summary>The projector's behind the encoder: what the loss compared.</summary>
    EncoderAndProjector,
}
