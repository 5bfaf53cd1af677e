using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>A layer as emitted code has it.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Field">Name of its field; empty for a layer that is a plain operation.</param>
/// <param name="FieldType">Type of the field.</param>
/// <param name="Creation">The expression that makes the module.</param>
/// <param name="NeedsKaiming">Whether its weight starts as in torchvision, which the module does not do of itself.</param>
internal sealed record EmittedLayer(NamedLayer Layer, string Field, string FieldType, string Creation, bool NeedsKaiming = false)
{
    /// <summary>Whether the layer is a module; otherwise it is an operation on the tensor.</summary>
    public bool IsModule => Field.Length > 0;
}
