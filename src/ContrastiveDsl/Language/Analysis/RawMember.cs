namespace ContrastiveDsl.Language;

/// <summary>A member that the user wrote in a declared class.</summary>
/// <param name="Name">Its name; <see cref="Constructor"/> for an instance constructor that calls none of its own class.</param>
/// <param name="Parameters">Number of parameters of a method; −1 for any other member, which shares its name with nothing.</param>
internal sealed record RawMember(string Name, int Parameters)
{
    /// <summary>The name of constructors.</summary>
    public const string Constructor = ".ctor";
}
