namespace ContrastiveDsl.Language;

/// <summary>What a head is for.</summary>
internal enum HeadRole
{
    /// <summary>A projection head, behind the encoder.</summary>
    Projection,

    /// <summary>A prediction head, behind the projection head.</summary>
    Prediction,

    /// <summary>The head of PIRL's patches: features of all patches of an image in, one projection out.</summary>
    Patches,
}
