namespace ContrastiveDsl.Language;

/// <summary>How an encoder, head or loss is given.</summary>
internal enum PartKind
{
    /// <summary>From the catalogue or from sizes: a backbone, a perceptron, a named loss.</summary>
    Catalogue,

    /// <summary>A list of layer attributes.</summary>
    Layers,

    /// <summary>The user's own code.</summary>
    Own,
}
