using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>An attribute of the language as it is written.</summary>
/// <param name="Name">Its name without the suffix: <c>Conv</c>.</param>
/// <param name="Index">Its index among the class's attributes of the language.</param>
/// <param name="Arguments">The arguments that are written, whichever way; what is left out is not in here.</param>
internal sealed record RawAttribute(string Name, AttributeIndex Index, EquatableArray<RawArgument> Arguments)
{
    /// <summary>
    /// On which of the partial declarations of its class it is written, counted from 0; the order of attributes on
    /// different ones is that of the files.
    /// </summary>
    public int Declaration { get; init; }

    /// <summary>What the attribute declares its class to be.</summary>
    public DeclarationKind Declares => Words.Declares(Name, Class(nameof(TransformAttribute.Type)) is not null);

    /// <summary>An attribute of which nothing is written.</summary>
    /// <typeparam name="TAttribute">The attribute.</typeparam>
    public static RawAttribute Empty<TAttribute>()
        where TAttribute : Attribute =>
        new(Words.Of<TAttribute>(), AttributeIndex.None, EquatableArray<RawArgument>.Empty);

    /// <summary>
    /// An attribute with numbers, values of enumerations and, as 1 and 0, truth values; where it stands is left open.
    /// </summary>
    /// <typeparam name="TAttribute">The attribute.</typeparam>
    /// <param name="arguments">The properties and their values.</param>
    public static RawAttribute Of<TAttribute>(params (string Property, double Value)[] arguments)
        where TAttribute : Attribute =>
        Empty<TAttribute>() with
        {
            Arguments = new(
                arguments.Select(argument => new RawArgument(
                    argument.Property,
                    (long)argument.Value,
                    argument.Value,
                    new(argument.Value),
                    null
                ))
            ),
        };

    /// <summary>Whether this is the attribute of a type.</summary>
    /// <typeparam name="TAttribute">The attribute.</typeparam>
    public bool Is<TAttribute>()
        where TAttribute : Attribute => Name == Words.Of<TAttribute>();

    /// <summary>
    /// The attribute itself, its properties set from what is written; what is not written has the attribute's own
    /// default. Classes that it names are not among them.
    /// </summary>
    /// <typeparam name="TAttribute">The attribute.</typeparam>
    public TAttribute Bind<
        [DynamicallyAccessedMembers(
            DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties
        )]
            TAttribute
    >()
        where TAttribute : Attribute => (TAttribute)AttributeBinder.Bind(typeof(TAttribute), this);

    /// <summary>Whether an argument is written.</summary>
    /// <param name="property">The property that it sets.</param>
    public bool Has(string property) => Find(property) is not null;

    /// <summary>The class that an argument names, or <see langword="null"/>.</summary>
    /// <param name="property">The property that it sets.</param>
    public RawClass? Class(string property) => Find(property)?.Class;

    /// <summary>The class that an argument names if it declares what it should, or <see langword="null"/>.</summary>
    /// <param name="property">The property that it sets.</param>
    /// <param name="kind">What it should declare.</param>
    public RawClass? Part(string property, DeclarationKind kind) =>
        Class(property) is { } part && part.Kind == kind ? part : null;

    /// <summary>The argument that sets a property, or <see langword="null"/>.</summary>
    /// <param name="property">The property.</param>
    public RawArgument? Find(string property) => Arguments.FirstOrDefault(argument => argument.Name == property);

    /// <summary>The same attribute with further arguments, of which those are left out that it has.</summary>
    /// <param name="arguments">The arguments.</param>
    public RawAttribute Or(EquatableArray<RawArgument> arguments) =>
        this with
        {
            Arguments = new(Arguments.Concat(arguments.Where(argument => !Has(argument.Name)))),
        };
}

/// <summary>An argument of an attribute.</summary>
/// <param name="Name">Name of the property that it sets, in Pascal case for constructor parameters too.</param>
/// <param name="Integer">Its value, if it is an integer, a truth value or a value of an enumeration.</param>
/// <param name="Number">Its value, if it is a number.</param>
/// <param name="Numbers">Its values, if it is a number or an array of numbers.</param>
/// <param name="Class">The class, if it is a <c>typeof</c>.</param>
internal sealed record RawArgument(
    string Name,
    long Integer,
    double Number,
    EquatableArray<double> Numbers,
    RawClass? Class
)
{
    /// <summary>Its value, if it is a text.</summary>
    public string? Text { get; init; }

    /// <summary>Whether nobody wrote it, and the experiment's recipe brings it.</summary>
    public bool IsOfRecipe { get; init; }

    /// <summary>An integer, a value of an enumeration, or 1 and 0 for a truth value.</summary>
    public static RawArgument Of(string name, long value) =>
        new(name, value, value, new EquatableArray<double>(value), null);

    /// <summary>A number; 0 has no sign.</summary>
    public static RawArgument Of(string name, double value) =>
        new(name, 0, Unsigned(value), new EquatableArray<double>(Unsigned(value)), null);

    /// <summary>Numbers in a row.</summary>
    public static RawArgument Of(string name, double[] values) =>
        new(name, 0, 0, new EquatableArray<double>(values.Select(Unsigned)), null);

    /// <summary>A text.</summary>
    public static RawArgument Of(string name, string value) =>
        new(name, 0, 0, EquatableArray<double>.Empty, null) { Text = value };

    /// <summary>A class named by <c>typeof</c>.</summary>
    public static RawArgument Of(string name, RawClass value) => new(name, 0, 0, EquatableArray<double>.Empty, value);

    /// <summary>
    /// What rules let pass as 0, the library's own checks refuse as negative where it is written <c>-0.0</c>.
    /// </summary>
    private static double Unsigned(double value) => value.Equals(0.0) ? 0.0 : value;
}
