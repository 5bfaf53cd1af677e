namespace ContrastiveDsl.Language;

/// <summary>What a class declares, with everything inferred.</summary>
/// <param name="Type">The class.</param>
internal abstract record DeclaredModel(TypeName Type) : Model
{
    /// <summary>Index of the attribute that declares it, among the class's attributes of the language, or none.</summary>
    public AttributeIndex Attribute { get; init; }

    /// <summary>Whether it is the user's own code, of which nobody knows more than it states.</summary>
    public virtual bool IsCustom => false;

    /// <summary>The place of that attribute, or of an argument of it.</summary>
    public Place At(string? argument = null) => new(Type.Qualified, Attribute, argument);
}
