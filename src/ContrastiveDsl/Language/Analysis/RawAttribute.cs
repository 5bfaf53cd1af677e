using System.Diagnostics.CodeAnalysis;

namespace ContrastiveDsl.Language;

/// <summary>An attribute of the language as it is written.</summary>
/// <param name="Name">Its name without the suffix: <c>Conv</c>.</param>
/// <param name="Index">Its index among the class's attributes of the language.</param>
/// <param name="Arguments">The arguments that are written, whichever way; what is left out is not in here.</param>
internal sealed record RawAttribute(string Name, int Index, EquatableArray<RawArgument> Arguments)
{
    /// <summary>On which of the partial declarations of its class it is written, counted from 0; the order of attributes on different ones is that of the files.</summary>
    public int Declaration { get; init; }

    /// <summary>What the attribute declares its class to be.</summary>
    public DeclarationKind Declares => Words.Declares(Name, Class(nameof(TransformAttribute.Type)) is not null);

    /// <summary>An attribute of which nothing is written.</summary>
    /// <typeparam name="TAttribute">The attribute.</typeparam>
    public static RawAttribute Empty<TAttribute>()
        where TAttribute : Attribute => new(Words.Of<TAttribute>(), -1, EquatableArray<RawArgument>.Empty);

    /// <summary>An attribute with numbers, values of enumerations and, as 1 and 0, truth values; where it stands is left open.</summary>
    /// <typeparam name="TAttribute">The attribute.</typeparam>
    /// <param name="arguments">The properties and their values.</param>
    public static RawAttribute Of<TAttribute>(params (string Property, double Value)[] arguments)
        where TAttribute : Attribute
    {
        var all = new List<RawArgument>();
        foreach (var (property, value) in arguments)
        {
            all.Add(new RawArgument(property, (long)value, value, new EquatableArray<double>(value), null));
        }

        return new RawAttribute(Words.Of<TAttribute>(), -1, new EquatableArray<RawArgument>(all));
    }

    /// <summary>Whether this is the attribute of a type.</summary>
    /// <typeparam name="TAttribute">The attribute.</typeparam>
    public bool Is<TAttribute>()
        where TAttribute : Attribute => Name == Words.Of<TAttribute>();

    /// <summary>The attribute itself, its properties set from what is written; what is not written has the attribute's own default. Classes that it names are not among them.</summary>
    /// <typeparam name="TAttribute">The attribute.</typeparam>
    public TAttribute Bind<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties)] TAttribute>()
        where TAttribute : Attribute => (TAttribute)AttributeBinder.Bind(typeof(TAttribute), this);

    /// <summary>Whether an argument is written.</summary>
    /// <param name="property">The property that it sets.</param>
    public bool Has(string property) => Find(property) is not null;

    /// <summary>The class that an argument names, or <see langword="null"/>.</summary>
    /// <param name="property">The property that it sets.</param>
    public RawClass? Class(string property) => Find(property)?.Class;

    /// <summary>The argument that sets a property, or <see langword="null"/>.</summary>
    /// <param name="property">The property.</param>
    public RawArgument? Find(string property)
    {
        foreach (var argument in Arguments)
        {
            if (argument.Name == property)
            {
                return argument;
            }
        }

        return null;
    }

    /// <summary>The same attribute with further arguments, of which those are left out that it has.</summary>
    /// <param name="arguments">The arguments.</param>
    public RawAttribute Or(EquatableArray<RawArgument> arguments)
    {
        var all = new List<RawArgument>(Arguments);
        foreach (var argument in arguments)
        {
            if (!Has(argument.Name))
            {
                all.Add(argument);
            }
        }

        return this with { Arguments = new EquatableArray<RawArgument>(all) };
    }
}
