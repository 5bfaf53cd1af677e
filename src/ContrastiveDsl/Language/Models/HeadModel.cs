namespace ContrastiveDsl.Language;

/// <summary>A projection head with everything inferred but its input, which the experiment's encoder gives.</summary>
/// <param name="Type">The class.</param>
/// <param name="Kind">How it is given.</param>
/// <param name="Input">Declared size of the input, or 0.</param>
/// <param name="Hidden">Declared size of the hidden layers, or 0 where they follow the input.</param>
/// <param name="Layers">The layers; shapes are those for <see cref="Input"/>, or for a nominal input of 0 where it is inferred. Empty for an own module.</param>
/// <param name="Output">Size of the output.</param>
public sealed record HeadModel(TypeName Type, PartKind Kind, int Input, int Hidden, EquatableArray<NamedLayer> Layers, int Output);
