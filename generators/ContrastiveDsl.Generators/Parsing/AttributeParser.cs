using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using ContrastiveDsl.Language;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContrastiveDsl.Generators.Parsing;

/// <summary>Reads the attributes of the language from a class: constants and names only.</summary>
internal static class AttributeParser
{
    private const string Suffix = "Attribute";

    /// <summary>
    /// The name of an attribute without its suffix if it belongs to the language, or <see langword="null"/>.
    /// </summary>
    public static string? WordOf(AttributeData attribute)
    {
        if (
            attribute.AttributeClass is not { TypeKind: not TypeKind.Error } type
            || type.ContainingType is not null
            || type.ContainingNamespace is not { Name: "ContrastiveDsl", ContainingNamespace.IsGlobalNamespace: true }
            || !type.Name.EndsWith(Suffix, System.StringComparison.Ordinal)
        )
        {
            return null;
        }

        var word = type.Name.Substring(0, type.Name.Length - Suffix.Length);
        return Words.IsWord(word) ? word : null;
    }

    /// <summary>
    /// The attributes of a class that belong to the language, in their order. Findings count in this list.
    /// </summary>
    public static List<AttributeData> Of(INamedTypeSymbol type) =>
        type.GetAttributes().Where(attribute => WordOf(attribute) is not null).ToList();

    /// <summary>The classes that a class's attributes of the language name.</summary>
    public static List<INamedTypeSymbol> ClassesOf(INamedTypeSymbol type) =>
        Of(type)
            .SelectMany(attribute =>
                attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.Value))
            )
            .Where(value => value.Kind == TypedConstantKind.Type)
            .Select(value => value.Value)
            .OfType<INamedTypeSymbol>()
            .Where(named => named.TypeKind != TypeKind.Error)
            .ToList();

    /// <summary>Reads one attribute.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="index">Its index among the class's attributes of the language.</param>
    /// <param name="readClass">Reads a class that a <c>typeof</c> names.</param>
    /// <param name="isBroken">Set where the compiler itself rejects the attribute; otherwise left alone.</param>
    public static RawAttribute Read(
        AttributeData attribute,
        int index,
        System.Func<ITypeSymbol, RawClass> readClass,
        ref bool isBroken
    )
    {
        var arguments = new List<RawArgument>();
        isBroken |= attribute.AttributeConstructor is null;
        foreach (var (name, value) in ValuesOf(attribute))
        {
            Add(arguments, name, value, readClass, ref isBroken);
        }

        return new RawAttribute(WordOf(attribute)!, index, new EquatableArray<RawArgument>(arguments));
    }

    /// <summary>The values of an attribute by the properties that they set.</summary>
    public static IEnumerable<(string Name, TypedConstant Value)> ValuesOf(AttributeData attribute)
    {
        var parameters = attribute.AttributeConstructor?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty;
        return parameters
            .Zip(attribute.ConstructorArguments, (parameter, value) => (AttributeBinder.Pascal(parameter.Name), value))
            .Concat(attribute.NamedArguments.Select(named => (named.Key, named.Value)));
    }

    /// <summary>An argument as it is written, or <see langword="null"/>.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="syntax">The same as it is written.</param>
    /// <param name="name">The property that the argument sets.</param>
    public static AttributeArgumentSyntax? FindArgument(AttributeData attribute, AttributeSyntax syntax, string name)
    {
        if (syntax.ArgumentList is not { } list)
        {
            return null;
        }

        var parameters = attribute.AttributeConstructor?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty;
        for (var position = 0; position < list.Arguments.Count; position++)
        {
            var argument = list.Arguments[position];
            var written = argument.NameEquals?.Name.Identifier.ValueText
                ?? argument.NameColon?.Name.Identifier.ValueText;
            written ??= position < parameters.Length ? parameters[position].Name : null;
            if (written is not null && AttributeBinder.Pascal(written) == name)
            {
                return argument;
            }
        }

        return null;
    }

    private static void Add(
        List<RawArgument> arguments,
        string name,
        TypedConstant value,
        System.Func<ITypeSymbol, RawClass> readClass,
        ref bool isBroken
    )
    {
        switch (value.Kind)
        {
            case TypedConstantKind.Error:
                isBroken = true;
                break;
            case TypedConstantKind.Type when value.Value is ITypeSymbol type:
                isBroken |= type.TypeKind == TypeKind.Error;
                arguments.Add(RawArgument.Of(name, readClass(type)));
                break;
            case TypedConstantKind.Array:
                arguments.Add(RawArgument.Of(name, Numbers(value, ref isBroken)));
                break;
            case TypedConstantKind.Primitive or TypedConstantKind.Enum when value.Value is { } constant:
                arguments.Add(Constant(name, constant));
                break;
        }
    }

    private static RawArgument Constant(string name, object value) =>
        value switch
        {
            double number => RawArgument.Of(name, number),
            float number => RawArgument.Of(name, (double)number),
            bool flag => RawArgument.Of(name, flag ? 1L : 0L),
            string text => RawArgument.Of(name, text),
            _ => RawArgument.Of(name, System.Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        };

    private static double[] Numbers(TypedConstant array, ref bool isBroken)
    {
        if (array.IsNull)
        {
            return [];
        }

        var numbers = new double[array.Values.Length];
        for (var index = 0; index < numbers.Length; index++)
        {
            var value = array.Values[index].Value;
            isBroken |= value is not (double or int);
            numbers[index] = value switch
            {
                double number => number,
                int whole => whole,
                _ => 0,
            };
        }

        return numbers;
    }
}
