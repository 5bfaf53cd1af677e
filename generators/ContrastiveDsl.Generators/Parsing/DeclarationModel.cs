using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>What emission has to know about a declared class to re-open it.</summary>
/// <param name="Type">The class.</param>
/// <param name="Kind">What it declares.</param>
/// <param name="Namespace">Its namespace with keywords escaped; empty for the global one.</param>
/// <param name="Containers">The types around it, outermost first.</param>
/// <param name="Identifier">Its name, escaped where it is a keyword.</param>
/// <param name="HintName">Unique name of its generated files, without extension: at most 100 characters.</param>
/// <param name="CanReopen">
/// Whether a further part of it can be written: all around it is partial, and nothing is local to a file.
/// </param>
/// <param name="HasBaseClass">Whether the user gave it a base class, so that emitted code must not.</param>
internal sealed record DeclarationModel(
    TypeName Type,
    DeclarationKind Kind,
    string Namespace,
    EquatableArray<ContainingTypeModel> Containers,
    string Identifier,
    string HintName,
    bool CanReopen,
    bool HasBaseClass
)
{
    /// <summary>
    /// Whether an emitted part may say <c>static</c>: the user wrote nothing but attributes, neither <c>sealed</c> nor
    /// a base, nor members, which may need instances.
    /// </summary>
    public bool CanBeStatic { get; init; }

    /// <summary>What names mean where the class stands.</summary>
    public NameFacts Names { get; init; } = NameFacts.None;

    /// <summary>What the user says of the class in its documentation.</summary>
    public UserDocumentation Documentation { get; init; }

    /// <summary>
    /// Whether the user wrote members too, so that the class as a whole must not be marked as generated.
    /// </summary>
    public bool HasUserCode { get; init; }

    /// <summary>
    /// Ids of the warnings that naming it and its parts brings, which its author has seen where the attributes are.
    /// </summary>
    public EquatableArray<string> Warnings { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Whether the compiler lets nobody name it who is not obsolete too.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>Of a form that only a stub can have, what that has to know; otherwise the plain form.</summary>
    public StubForm Form { get; init; } = StubForm.Plain;
}

/// <summary>What a user says of a class in its documentation.</summary>
internal enum UserDocumentation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Something, but no remarks.</summary>
    WithoutRemarks,

    /// <summary>Remarks too, or what another place says.</summary>
    WithRemarks,
}
