using System.Reflection;

namespace ContrastiveDsl.Declarations.Tests.Random;

/// <summary>A setting of an attribute: an argument of one of its constructors, or a property.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Name">Its name as a property, which positional ones have too.</param>
/// <param name="Type">What it is.</param>
/// <param name="IsPositional">Whether a constructor takes it.</param>
internal sealed record Setting(Type Attribute, string Name, Type Type, bool IsPositional)
{
    /// <summary>The attribute's word.</summary>
    public string Word => Vocabulary.WordOf(Attribute);

    /// <summary>Word and name: <c>Conv.Stride</c>.</summary>
    public string Key => Word + "." + Name;
}

/// <summary>Something that some declaration must have: an attribute, a setting of it, a value of that.</summary>
/// <param name="Word">The attribute's word.</param>
/// <param name="Setting">The setting; <see langword="null"/> for the attribute alone.</param>
/// <param name="Value">The value as source; <see langword="null"/> for any.</param>
internal sealed record Wish(string Word, string? Setting = null, string? Value = null)
{
    /// <inheritdoc/>
    public override string ToString() =>
        "[" + Word + (Setting is null ? "" : "(" + Setting + " = " + (Value ?? "…") + ")") + "]";
}

/// <summary>All attributes of the language, found by reflection, so that a new one cannot be forgotten.</summary>
internal static class Vocabulary
{
    private const string Suffix = nameof(Attribute);

    /// <summary>The attributes that can be written.</summary>
    public static IReadOnlyList<Type> Attributes { get; } =
    [
        .. typeof(EncoderAttribute)
            .Assembly.GetExportedTypes()
            .Where(type =>
                type.IsSubclassOf(typeof(Attribute)) && !type.IsAbstract && type.Namespace == nameof(ContrastiveDsl)
            )
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Everything that can be written: each attribute, each setting, each value of a setting that has but a few, and a
    /// number that is none of them. What another wish implies is left out.
    /// </summary>
    public static IReadOnlyList<Wish> Everything { get; } = [.. Attributes.SelectMany(WishesOf)];

    /// <summary>The word of an attribute.</summary>
    public static string WordOf(Type attribute) => attribute.Name[..^Suffix.Length];

    /// <summary>The attribute of a word.</summary>
    public static Type AttributeOf(string word) => Attributes.Single(type => WordOf(type) == word);

    /// <summary>Attributes of a kind.</summary>
    public static IReadOnlyList<Type> Of<TBase>() => [.. Attributes.Where(type => type.IsAssignableTo(typeof(TBase)))];

    /// <summary>What each constructor of an attribute takes.</summary>
    public static IReadOnlyList<IReadOnlyList<Setting>> ConstructorsOf(Type attribute) =>
        [
            .. attribute
                .GetConstructors()
                .Select(constructor =>
                    constructor
                        .GetParameters()
                        .Select(parameter => new Setting(
                            attribute,
                            char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..],
                            parameter.ParameterType,
                            IsPositional: true
                        ))
                        .ToArray()
                ),
        ];

    /// <summary>What may be written by name.</summary>
    public static IReadOnlyList<Setting> PropertiesOf(Type attribute) =>
        [
            .. attribute
                .GetProperties()
                .Where(property => property.SetMethod is { IsPublic: true })
                .Select(property => new Setting(attribute, property.Name, property.PropertyType, IsPositional: false)),
        ];

    /// <summary>The values of a setting as source, where there are but a few; nothing otherwise.</summary>
    public static IReadOnlyList<string> ValuesOf(Type type) =>
        type == typeof(bool) ? ["false", "true"]
        : type.IsEnum ? [.. Enum.GetNames(type).Select(name => type.Name + "." + name)]
        : [];

    private static IEnumerable<Wish> WishesOf(Type attribute)
    {
        var word = WordOf(attribute);
        var wishes = ConstructorsOf(attribute)
            .SelectMany(taken => taken)
            .Concat(PropertiesOf(attribute))
            .SelectMany(setting => WishesOf(word, setting))
            .Distinct()
            .ToArray();
        return wishes.Length > 0 ? wishes : [new Wish(word)];
    }

    private static IEnumerable<Wish> WishesOf(string word, Setting setting)
    {
        var values = ValuesOf(setting.Type);
        return values.Count == 0
            ? [new Wish(word, setting.Name)]
            : (setting.Type.IsEnum ? values.Append($"({setting.Type.Name})(-1)") : values).Select(value => new Wish(
                word,
                setting.Name,
                value
            ));
    }
}
