namespace ContrastiveDsl.Language;

/// <summary>A layer in its place: its state-dict key and the shapes around it.</summary>
/// <param name="Name">
/// Key in the state dict and name of the field: <c>conv1</c>, <c>layer1</c>; in heads the position, <c>0</c>, <c>1</c>.
/// Of a key with dots, <c>encoder.ln</c>, the field has the last part.
/// </param>
/// <param name="Layer">The layer.</param>
/// <param name="Input">Shape before it.</param>
/// <param name="Output">Shape after it.</param>
/// <param name="Attribute">
/// Index of the attribute that declares it among the class's attributes of the language, or none.
/// </param>
internal sealed record NamedLayer(
    string Name,
    Layer Layer,
    FeatureShape Input,
    FeatureShape Output,
    AttributeIndex Attribute
) : Model
{
    /// <summary>A layer around which shapes are not known yet.</summary>
    public NamedLayer(string name, Layer layer, AttributeIndex attribute = default)
        : this(name, layer, default, default, attribute) { }

    /// <summary>
    /// Name of its field where the key, a position among others, says nothing; or <see langword="null"/>. It follows
    /// from the catalogue: not public, and so not in the fingerprint.
    /// </summary>
    internal string? Field { get; init; }

    /// <summary>Whether the output is a map of which a side has vanished.</summary>
    public bool HasVanished => Layer.ReturnsMap(Input) && (Output.Height < 1 || Output.Width < 1);

    /// <summary>The last part of the name: <c>ln</c> of <c>encoder.ln</c>.</summary>
    public string Key => Name.Substring(Name.LastIndexOf('.') + 1);

    /// <summary>
    /// The name before its last part: <c>encoder</c> of <c>encoder.ln</c>; empty for a name without dots.
    /// </summary>
    public string Owner => Name.Substring(0, System.Math.Max(0, Name.LastIndexOf('.')));

    /// <summary>Trainable parameters.</summary>
    public long Parameters => Layer.Parameters(Input);
}
