namespace ContrastiveDsl.Language;

/// <summary>An argument of an attribute.</summary>
/// <param name="Name">Name of the property that it sets, in Pascal case for constructor parameters too.</param>
/// <param name="Integer">Its value, if it is an integer, a truth value or a value of an enumeration.</param>
/// <param name="Number">Its value, if it is a number.</param>
/// <param name="Numbers">Its values, if it is a number or an array of numbers.</param>
/// <param name="Class">The class, if it is a <c>typeof</c>.</param>
internal sealed record RawArgument(string Name, long Integer, double Number, EquatableArray<double> Numbers, RawClass? Class)
{
    /// <summary>An integer, a value of an enumeration, or 1 and 0 for a truth value.</summary>
    public static RawArgument Of(string name, long value) => new(name, value, value, new EquatableArray<double>(value), null);

    /// <summary>A number.</summary>
    public static RawArgument Of(string name, double value) => new(name, 0, value, new EquatableArray<double>(value), null);

    /// <summary>Numbers in a row.</summary>
    public static RawArgument Of(string name, double[] values) => new(name, 0, 0, new EquatableArray<double>(values), null);

    /// <summary>A class named by <c>typeof</c>.</summary>
    public static RawArgument Of(string name, RawClass value) => new(name, 0, 0, EquatableArray<double>.Empty, value);
}
