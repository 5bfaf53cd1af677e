using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;

namespace ContrastiveDsl.Language;

/// <summary>
/// Makes attributes of what is written of them, so that names, types and defaults stand in the attribute's class alone.
/// </summary>
internal static class AttributeBinder
{
    private const DynamicallyAccessedMemberTypes Members =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties;

    /// <summary>The attribute. Arguments that no property has are passed over, and so are classes.</summary>
    /// <param name="type">The attribute's class.</param>
    /// <param name="raw">What is written.</param>
    public static Attribute Bind([DynamicallyAccessedMembers(Members)] Type type, RawAttribute raw)
    {
        var constructor = Choose(type, raw);
        var arguments = constructor.GetParameters().Select(parameter => Argument(raw, parameter)).ToArray();
        var attribute = (Attribute)constructor.Invoke(arguments);
        foreach (var argument in raw.Arguments)
        {
            if (argument.Class is null && type.GetProperty(argument.Name) is { CanWrite: true } property)
            {
                property.SetValue(attribute, Value(argument, property.PropertyType));
            }
        }

        return attribute;
    }

    /// <summary>A parameter's name as the name of the property that it sets.</summary>
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>
    /// The constructor with the most parameters of which all are written; or else the one that asks for the least, as a
    /// faulty declaration may leave anything out.
    /// </summary>
    private static ConstructorInfo Choose([DynamicallyAccessedMembers(Members)] Type type, RawAttribute raw)
    {
        var constructors = type.GetConstructors()
            .Where(constructor => constructor.GetParameters().All(parameter => SetsItsProperty(type, parameter)))
            .ToArray();
        var written = constructors
            .Where(constructor => constructor.GetParameters().All(parameter => raw.Has(Pascal(parameter.Name!))))
            .ToArray();
        return written.Length > 0
            ? written.OrderByDescending(constructor => constructor.GetParameters().Length).First()
            : constructors.OrderBy(constructor => constructor.GetParameters().Length).First();
    }

    /// <summary>
    /// Whether a parameter is of its property's type, as that for several numbers is, and that for one is not.
    /// </summary>
    private static bool SetsItsProperty([DynamicallyAccessedMembers(Members)] Type type, ParameterInfo parameter) =>
        type.GetProperty(Pascal(parameter.Name!)) is { } property
        && (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == parameter.ParameterType;

    private static object? Argument(RawAttribute raw, ParameterInfo parameter) =>
        raw.Find(Pascal(parameter.Name!)) is null && parameter.HasDefaultValue
            ? parameter.DefaultValue
            : Value(raw.Find(Pascal(parameter.Name!)), parameter.ParameterType);

    private static object? Value(RawArgument? argument, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            { IsEnum: true } => Enum.ToObject(type, argument?.Integer ?? 0),
            _ when type == typeof(int) => (int)(argument?.Integer ?? 0),
            _ when type == typeof(long) => argument?.Integer ?? 0,
            _ when type == typeof(double) => argument?.Number ?? 0,
            _ when type == typeof(bool) => argument is { Integer: not 0 },
            _ when type == typeof(string) => argument?.Text,
            _ when type == typeof(double[]) => argument?.Numbers.ToArray() ?? [],
            _ when type == typeof(int[]) => argument?.Numbers.Select(number => (int)number).ToArray() ?? [],
            _ => null,
        };
    }
}
