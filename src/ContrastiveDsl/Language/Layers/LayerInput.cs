namespace ContrastiveDsl.Language;

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
