namespace ContrastiveDsl.Language;

/// <summary>What a class declares, with everything inferred.</summary>
/// <param name="Type">The class.</param>
internal abstract record DeclaredModel(TypeName Type) : Model
{
    /// <summary>
    /// Index of the attribute that declares it, among the class's attributes of the language, or none.
    /// </summary>
    public AttributeIndex Attribute { get; init; }

    /// <summary>
    /// Which settings its class states, where emitted code or a fix tells that. A default that is stated makes nothing
    /// else: not public, and so not in the fingerprint.
    /// </summary>
    internal StatedSettings Stated { get; init; } = StatedSettings.None;

    /// <summary>Whether it is the user's own code, of which only what its attributes state is known.</summary>
    public virtual bool IsCustom => false;

    /// <summary>The place of that attribute, or of an argument of it.</summary>
    public Place At(string? argument = null) => new(Type.Qualified, Attribute, argument);

    /// <summary>What is wrong with it, apart from how it is written.</summary>
    /// <param name="analysis">The analysis of its class.</param>
    internal abstract EquatableArray<Finding> CheckAll(ClassAnalysis analysis);

    /// <summary>Checks that settings which are written have an effect.</summary>
    /// <param name="raw">Its class as written.</param>
    /// <param name="findings">Where findings go.</param>
    internal abstract void CheckUnused(RawClass raw, FindingList findings);
}
