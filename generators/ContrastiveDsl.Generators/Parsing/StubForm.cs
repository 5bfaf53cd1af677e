namespace ContrastiveDsl.Generators.Parsing;

/// <summary>How a stub has to be written: a declaration of a wrong form is re-opened as what it is.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>interface</c>, <c>record</c> or <c>record struct</c>.</param>
/// <param name="TypeParameters">Its type parameters in their brackets, or nothing.</param>
internal sealed record StubForm(string Keyword, string TypeParameters)
{
    /// <summary>A class without type parameters.</summary>
    public static StubForm Plain { get; } = new("class", string.Empty);

    /// <summary>Whether it is static.</summary>
    public bool IsStatic { get; init; }

    /// <summary>Whether it may be derived from only.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>Whether it has parameters after its name, which every constructor has to give.</summary>
    public bool HasPrimaryConstructor { get; init; }

    /// <summary>Whether its base class has no constructor that a generated one could call.</summary>
    public bool LacksBaseConstructor { get; init; }

    /// <summary>Whether the user wrote a constructor of the generated one's form.</summary>
    public bool TakesSettings { get; init; }

    /// <summary>
    /// The call of a constructor of the user's, which knows what the base class needs; <see langword="null"/> where
    /// there is none, or a generated one can do without.
    /// </summary>
    public string? OwnConstructor { get; init; }

    /// <summary>Whether instances can get members and constructors.</summary>
    public bool HasInstances => !IsStatic && Keyword is ("class" or "record");
}
