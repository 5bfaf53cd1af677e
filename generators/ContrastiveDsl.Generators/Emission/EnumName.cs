using System;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>Values of enumerations by name.</summary>
internal static class EnumName
{
    /// <summary>The name of a defined value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        Enum.GetName(typeof(T), value)
        ?? throw new ArgumentOutOfRangeException(
            nameof(value),
            "No value of " + typeof(T).Name + " is " + value.ToString("D") + "."
        );

    /// <summary>
    /// The value as source: <c>global::ContrastiveDsl.Norm.Batch</c>; an enumeration of the language's models lives in
    /// another namespace. A value that is not defined, of a faulty class whose members are but counted, is a cast.
    /// </summary>
    public static string Source<T>(T value)
        where T : struct, Enum
    {
        var type = "global::" + typeof(T).FullName;
        return Enum.GetName(typeof(T), value) is { } name
            ? type + "." + name
            : "(" + type + ")(" + value.ToString("D") + ")";
    }
}
