namespace ContrastiveDsl.Language;

/// <summary>An encoder with everything inferred.</summary>
/// <param name="Type">The class.</param>
/// <param name="Kind">How it is given.</param>
/// <param name="Channels">Channels of the images.</param>
/// <param name="ImageSize">Side of the images in pixels.</param>
/// <param name="Backbone">The backbone, if it comes from the catalogue; 0 otherwise.</param>
/// <param name="Stem">The backbone's stem.</param>
/// <param name="Layers">The layers with their shapes; empty for an own module.</param>
/// <param name="Features">Size of the output.</param>
public sealed record EncoderModel(
    TypeName Type,
    PartKind Kind,
    int Channels,
    int ImageSize,
    Backbone Backbone,
    Stem Stem,
    EquatableArray<NamedLayer> Layers,
    int Features);
