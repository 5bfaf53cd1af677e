using System;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>Checks that values of enumerations are defined: attributes accept any number that is cast.</summary>
internal static class EnumChecks
{
    /// <summary>Checks every argument of every attribute.</summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        var undefined =
            from attribute in raw.Attributes
            from argument in attribute.Arguments
            let type = EnumOf(attribute, argument.Name)
            where type is not null && !Enum.IsDefined(type, Enum.ToObject(type, argument.Integer))
            select (attribute.Index, argument, type);
        foreach (var (index, argument, type) in undefined)
        {
            findings.Add(
                DeclarationRules.UndefinedValue,
                findings.At(index, argument.Name),
                type.Name,
                Text.Of(argument.Integer),
                string.Join(", ", Enum.GetNames(type))
            );
        }
    }

    /// <summary>The enumeration of which an argument is a value, or <see langword="null"/>.</summary>
    private static Type? EnumOf(RawAttribute attribute, string property)
    {
        var type = Words.TypeOf(attribute.Name)?.GetProperty(property)?.PropertyType;
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        return type is { IsEnum: true } ? type : null;
    }
}
