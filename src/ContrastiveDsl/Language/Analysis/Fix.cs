namespace ContrastiveDsl.Language;

/// <summary>
/// Changes of the source that put a finding right, as an editor offers them. They name what is changed, not how the
/// source is written: the same places that findings have.
/// </summary>
/// <param name="Edits">The changes, all of which belong together.</param>
internal sealed record Fix(EquatableArray<Edit> Edits);

/// <summary>One change of the source.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Place">Where.</param>
/// <param name="Text">What is written, in C#; empty where nothing is.</param>
internal sealed record Edit(EditKind Kind, Place Place, string Text = "")
{
    /// <summary>The attribute that a moved one comes before.</summary>
    public Place? Target { get; init; }

    /// <summary>Gives an argument another value, or writes it where it is left out.</summary>
    /// <param name="argument">The argument's place.</param>
    /// <param name="value">The value, in C#.</param>
    public static Edit Set(Place argument, string value) => new(EditKind.Set, argument, value);

    /// <summary>Takes an argument or an attribute away.</summary>
    /// <param name="place">The place of an argument that is written, or of an attribute.</param>
    public static Edit Remove(Place place) => new(EditKind.Remove, place);

    /// <summary>Moves an attribute before another one of its class.</summary>
    public static Edit Move(Place attribute, Place before) => new(EditKind.Move, attribute) { Target = before };

    /// <summary>Adds an attribute before another one.</summary>
    /// <param name="attribute">The attribute that comes behind.</param>
    /// <param name="text">The new one, in brackets; several are fine.</param>
    public static Edit AddBefore(Place attribute, string text) => new(EditKind.AddBefore, attribute, text);

    /// <summary>Adds an attribute behind another one, or behind all of a class.</summary>
    /// <param name="place">An attribute's place, or a class's.</param>
    /// <param name="text">The new one, in brackets; several are fine.</param>
    public static Edit AddBehind(Place place, string text) => new(EditKind.AddBehind, place, text);

    /// <summary>Adds a class and names it in an argument.</summary>
    /// <param name="argument">The argument's place.</param>
    /// <param name="attribute">What declares the class, in brackets.</param>
    public static Edit AddPart(Place argument, string attribute) => new(EditKind.AddPart, argument, attribute);

    /// <summary>Adds a modifier to a class.</summary>
    public static Edit AddModifier(Place type, string modifier) => new(EditKind.AddModifier, type, modifier);

    /// <summary>Takes a modifier of a class or a member away; of a record, the word that makes it one.</summary>
    public static Edit RemoveModifier(Place place, string modifier) => new(EditKind.RemoveModifier, place, modifier);
}

/// <summary>What an edit does.</summary>
internal enum EditKind
{
    /// <summary>Gives an argument a value.</summary>
    Set,

    /// <summary>Takes an argument or an attribute away.</summary>
    Remove,

    /// <summary>Moves an attribute before another one.</summary>
    Move,

    /// <summary>Adds an attribute before another one.</summary>
    AddBefore,

    /// <summary>Adds an attribute behind another one, or behind all of a class.</summary>
    AddBehind,

    /// <summary>Adds a class and names it in an argument.</summary>
    AddPart,

    /// <summary>Adds a modifier.</summary>
    AddModifier,

    /// <summary>Takes a modifier away.</summary>
    RemoveModifier,
}
