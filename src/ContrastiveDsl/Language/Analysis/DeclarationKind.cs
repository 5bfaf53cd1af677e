namespace ContrastiveDsl.Language;

/// <summary>What a class declares.</summary>
internal enum DeclarationKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An encoder.</summary>
    Encoder,

    /// <summary>A projection head.</summary>
    Projector,

    /// <summary>A prediction head.</summary>
    Predictor,

    /// <summary>A head of patches.</summary>
    PatchHead,

    /// <summary>An augmentation family.</summary>
    Views,

    /// <summary>A loss.</summary>
    Loss,

    /// <summary>A custom transform.</summary>
    Transform,

    /// <summary>An experiment.</summary>
    Experiment,
}
