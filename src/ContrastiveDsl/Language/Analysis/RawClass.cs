using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>A declared class as it is written: names and constants, nothing inferred.</summary>
/// <param name="Type">The class.</param>
/// <param name="Facts">What the class itself is like.</param>
/// <param name="Attributes">Its attributes that belong to the language, in their order.</param>
internal sealed record RawClass(TypeName Type, ClassFacts Facts, EquatableArray<RawAttribute> Attributes)
{
    /// <summary>An experiment names a family, and that custom transforms; nothing lies deeper.</summary>
    public const int MaximumDepth = 3;

    /// <summary>The classes that its attributes name.</summary>
    public IEnumerable<RawClass> Named =>
        Attributes.SelectMany(attribute => attribute.Arguments).Select(argument => argument.Class).OfType<RawClass>();

    /// <summary>What the class declares: the first attribute that declares something decides.</summary>
    public DeclarationKind Kind => Declaring?.Declares ?? DeclarationKind.None;

    /// <summary>The attribute that makes the class what it is, or <see langword="null"/>.</summary>
    public RawAttribute? Declaring =>
        Attributes.FirstOrDefault(attribute => attribute.Declares != DeclarationKind.None);

    /// <summary>The first attribute of a type, or <see langword="null"/>.</summary>
    /// <typeparam name="TAttribute">The attribute.</typeparam>
    public RawAttribute? Find<TAttribute>()
        where TAttribute : Attribute => Find(Words.Of<TAttribute>());

    /// <summary>
    /// The first attribute of a type with its index, or one of which nothing is written, whose index is none.
    /// </summary>
    /// <typeparam name="TAttribute">The attribute.</typeparam>
    public (AttributeIndex Index, TAttribute Value) Bind<
        [DynamicallyAccessedMembers(
            DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties
        )]
            TAttribute
    >()
        where TAttribute : Attribute
    {
        var attribute = Find<TAttribute>() ?? RawAttribute.Empty<TAttribute>();
        return (attribute.Index, attribute.Bind<TAttribute>());
    }

    /// <summary>The first attribute of the given name, or <see langword="null"/>.</summary>
    public RawAttribute? Find(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name);
}
