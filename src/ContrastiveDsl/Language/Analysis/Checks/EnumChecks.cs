using System;

namespace ContrastiveDsl.Language;

/// <summary>Checks that values of enumerations are defined: attributes accept any number that is cast.</summary>
internal static class EnumChecks
{
    /// <summary>Checks every argument of every attribute.</summary>
    public static void Check(RawClass raw, FindingList findings)
    {
        foreach (var attribute in raw.Attributes)
        {
            foreach (var argument in attribute.Arguments)
            {
                if (
                    argument.Class is null
                    && EnumOf(attribute, argument.Name) is { } type
                    && !Enum.IsDefined(type, Enum.ToObject(type, argument.Integer))
                )
                {
                    var known = string.Join(", ", Enum.GetNames(type));
                    findings.Add(
                        DeclarationRules.UndefinedValue,
                        findings.At(attribute.Index, argument.Name),
                        type.Name,
                        Text.Of(argument.Integer),
                        known
                    );
                }
            }
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
