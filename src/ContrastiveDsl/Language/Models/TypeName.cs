namespace ContrastiveDsl.Language;

/// <summary>A user's class by name.</summary>
/// <param name="Name">The name as the user writes it: <c>ClothesEncoder</c>.</param>
/// <param name="Qualified">
/// The name with namespace and containing types, dots between: <c>Shop.Outer.ClothesEncoder</c>.
/// </param>
/// <param name="Source">The name as emitted code writes it, keywords escaped: <c>global::Shop.Outer.@class</c>.</param>
internal sealed record TypeName(string Name, string Qualified, string Source) : Model
{
    /// <summary>From where the class can be reached.</summary>
    public Visibility Visibility { get; init; } = Visibility.Public;

    /// <summary>
    /// Whether generated code can name the class and, of a network, call it as a module. Of a part that it cannot, the
    /// experiment cannot run; its surface then shows any module instead.
    /// </summary>
    public bool IsUsable { get; init; } = true;
}

/// <summary>From where a class can be reached, its containing types taken into account.</summary>
internal enum Visibility
{
    /// <summary>From inside a containing type only, or from derived ones.</summary>
    Private,

    /// <summary>From its assembly.</summary>
    Internal,

    /// <summary>From everywhere.</summary>
    Public,
}
