using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>A layer as emitted code has it.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Field">Name of its field; empty for a layer that is a plain operation.</param>
/// <param name="FieldType">Type of the field.</param>
/// <param name="Creation">The expression that makes the module.</param>
/// <param name="Initialization">
/// The statement that gives its weight first values, where the module does not do so of itself as the backbone's
/// authors did.
/// </param>
internal sealed record EmittedLayer(
    NamedLayer Layer,
    string Field,
    string FieldType,
    string Creation,
    string? Initialization = null
)
{
    /// <summary>
    /// Whether the layer has a field, a module or a parameter; otherwise it is an operation on the tensor.
    /// </summary>
    public bool HasField => Field.Length > 0;

    /// <summary>Whether it computes in the type of its parameters in any precision.</summary>
    public bool InFullPrecision { get; init; }

    /// <summary>
    /// The statement that registers the field under its key in the state dict; empty without a field.
    /// </summary>
    public string Registration { get; init; } = string.Empty;
}
