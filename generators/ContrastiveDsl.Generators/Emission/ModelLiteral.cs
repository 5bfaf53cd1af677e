using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Reflection;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// A model as the C# expression that makes an equal one. It follows the shape of the language's records, a primary constructor and <c>init</c> properties, so that a new layer,
/// transform or setting needs no change here.
/// </summary>
internal static class ModelLiteral
{
    private const int LongestLine = 160;
    private const string Step = "    ";

    /// <summary>The expression, in several lines where it is long.</summary>
    /// <param name="value">A model.</param>
    /// <param name="depth">Levels of indentation of the line that it stands on.</param>
    public static string Of(object value, int depth) => Write(value, null, depth, 0);

    private static string Write(object? value, Type? expected, int depth, int before)
    {
        var flat = Flat(value, expected);
        return flat.Length + before + (depth * Step.Length) <= LongestLine || !IsComposite(value) ? flat : Broken(value!, expected, depth);
    }

    private static bool IsComposite(object? value) => value is not (null or string) && !value.GetType().IsPrimitive && !value.GetType().IsEnum;

    private static string Flat(object? value, Type? expected)
    {
        if (!IsComposite(value))
        {
            return Simple(value);
        }

        var parts = new List<string>();
        foreach (var (_, part, type) in Parts(value!))
        {
            parts.Add(Flat(part, type));
        }

        return New(value!, expected) + "(" + string.Join(", ", parts) + ")" + FlatInitializer(value!);
    }

    /// <summary>One argument a line, named unless they are elements.</summary>
    private static string Broken(object value, Type? expected, int depth)
    {
        var lines = new List<string>();
        foreach (var (name, part, type) in Parts(value))
        {
            var prefix = name.Length == 0 ? string.Empty : name + ": ";
            lines.Add("\n" + Step + prefix + Write(part, type, depth + 1, prefix.Length).Replace("\n", "\n" + Step));
        }

        var initializer = FlatInitializer(value);
        var last = lines.Count == 0 ? string.Empty : lines[lines.Count - 1];
        var isShort = last.Length - last.LastIndexOf('\n') + initializer.Length + (depth * Step.Length) <= LongestLine;
        return New(value, expected) + "(" + string.Join(",", lines) + ")" + (isShort ? initializer : BrokenInitializer(value, depth));
    }

    /// <summary>One property a line.</summary>
    private static string BrokenInitializer(object value, int depth)
    {
        var lines = new List<string>();
        foreach (var (property, setting) in InitProperties(value))
        {
            var prefix = property.Name + " = ";
            lines.Add("\n" + Step + prefix + Write(setting, property.PropertyType, depth + 1, prefix.Length).Replace("\n", "\n" + Step) + ",");
        }

        return "\n{" + string.Concat(lines) + "\n}";
    }

    private static string FlatInitializer(object value)
    {
        var settings = new List<string>();
        foreach (var (property, setting) in InitProperties(value))
        {
            settings.Add(property.Name + " = " + Flat(setting, property.PropertyType));
        }

        return settings.Count == 0 ? string.Empty : " { " + string.Join(", ", settings) + " }";
    }

    /// <summary>The type is left out where the parameter says it.</summary>
    private static string New(object value, Type? expected) =>
        value.GetType() == (Nullable.GetUnderlyingType(expected ?? typeof(void)) ?? expected) ? "new" : "new " + TypeName(value.GetType());

    private static string TypeName(Type type)
    {
        if (type == typeof(double))
        {
            return "double";
        }

        if (!type.IsGenericType)
        {
            return "global::" + type.FullName;
        }

        var definition = type.GetGenericTypeDefinition().FullName;
        return "global::" + definition.Substring(0, definition.IndexOf('`')) + "<" + TypeName(type.GetGenericArguments()[0]) + ">";
    }

    private static string Simple(object? value) => value switch
    {
        null => "null",
        string text => CSharpLiteral.Of(text),
        double number => CSharpLiteral.Of(number),
        int number => CSharpLiteral.Of(number),
        long number => CSharpLiteral.Of(number),
        bool truth => CSharpLiteral.Of(truth),
        Enum member when Enum.IsDefined(member.GetType(), member) => "global::" + member.GetType().FullName + "." + member.ToString("G"),
        Enum nothing when Convert.ToInt64(nothing, CultureInfo.InvariantCulture) == 0 => "default",
        _ => throw new NotSupportedException("A model cannot hold a " + value.GetType().FullName + "."),
    };

    /// <summary>Arguments of the constructor, or elements, whose names are empty and whose types stand for themselves.</summary>
    private static IEnumerable<(string Name, object? Value, Type? Type)> Parts(object value)
    {
        if (value is IEnumerable elements)
        {
            foreach (var element in elements)
            {
                yield return (string.Empty, element, null);
            }

            yield break;
        }

        foreach (var parameter in Constructor(value.GetType()).GetParameters())
        {
            yield return (parameter.Name, value.GetType().GetProperty(parameter.Name).GetValue(value), parameter.ParameterType);
        }
    }

    /// <summary>Settable properties that differ from what the constructor leaves in them.</summary>
    private static IEnumerable<(PropertyInfo Property, object? Value)> InitProperties(object value)
    {
        if (value is IEnumerable)
        {
            yield break;
        }

        var constructor = Constructor(value.GetType());
        var arguments = new List<object?>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, part, _) in Parts(value))
        {
            names.Add(name);
            arguments.Add(part);
        }

        var untouched = constructor.Invoke(arguments.ToArray());
        foreach (var property in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.CanWrite && !names.Contains(property.Name) && !Equals(property.GetValue(untouched), property.GetValue(value)))
            {
                yield return (property, property.GetValue(value));
            }
        }
    }

    /// <summary>The primary constructor, which has the most parameters.</summary>
    private static ConstructorInfo Constructor(Type type)
    {
        ConstructorInfo? longest = null;
        foreach (var constructor in type.GetConstructors())
        {
            longest = longest is null || constructor.GetParameters().Length > longest.GetParameters().Length ? constructor : longest;
        }

        return longest ?? throw new NotSupportedException(type.FullName + " has no public constructor.");
    }
}
