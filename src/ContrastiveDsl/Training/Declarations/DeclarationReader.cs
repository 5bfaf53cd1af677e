using System.Globalization;
using System.Reflection;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Training;

/// <summary>
/// Reads declared classes of the running program into the form that the compiler reads them into, so that one resolver
/// serves both.
/// </summary>
internal static class DeclarationReader
{
    /// <summary>A class, whatever stands on it.</summary>
    /// <param name="type">The class.</param>
    /// <param name="customParts">What its attributes and those of its parts do not say.</param>
    internal static RawClass Read(Type type, IReadOnlyList<CustomPart> customParts) => Read(type, customParts, 0);

    private static RawClass Read(Type type, IReadOnlyList<CustomPart> customParts, int depth)
    {
        var attributes = new List<RawAttribute>();
        foreach (
            var data in depth > RawClass.MaximumDepth
                ? []
                : CustomAttributeData.GetCustomAttributes(type).Where(IsOfTheLanguage)
        )
        {
            attributes.Add(
                new RawAttribute(
                    Words.Of(data.AttributeType),
                    attributes.Count,
                    new EquatableArray<RawArgument>(Arguments(data, named => Read(named, customParts, depth + 1)))
                )
            );
        }

        return new RawClass(NameOf(type), Facts(type, customParts), new EquatableArray<RawAttribute>(attributes));
    }

    private static TypeName NameOf(Type type)
    {
        var qualified = ClassNames.Qualified(type);
        return new TypeName(ClassNames.Simple(type), qualified, "global::" + qualified);
    }

    private static bool IsOfTheLanguage(CustomAttributeData data) =>
        data.AttributeType is { Namespace: nameof(ContrastiveDsl), IsNested: false } type
        && type.Assembly == typeof(EncoderAttribute).Assembly
        && Words.IsWord(Words.Of(type));

    private static ClassFacts Facts(Type type, IReadOnlyList<CustomPart> customParts)
    {
        var facts = new ClassFacts { FromSource = false };
        return customParts.FirstOrDefault(part => part.Type == type) switch
        {
            { TakesDevice: true } => facts with
            {
                IsModule = true,
                CreatesFromDevice = true,
                CreatesFromInputSizeAndDevice = true,
            },
            { TakesDevice: false } => facts with
            {
                IsModule = true,
                CreatesFromNothing = true,
                CreatesFromInputSize = true,
            },
            { } loss => facts with { LossParameters = new EquatableArray<int>(loss.LossTensors) },
            null => facts,
        };
    }

    private static IEnumerable<RawArgument> Arguments(CustomAttributeData data, Func<Type, RawClass> read)
    {
        var parameters = data.Constructor.GetParameters();
        for (var position = 0; position < parameters.Length; position++)
        {
            if (
                Argument(
                    AttributeBinder.Pascal(parameters[position].Name!),
                    data.ConstructorArguments[position],
                    read
                ) is
                { } argument
            )
            {
                yield return argument;
            }
        }

        foreach (var named in data.NamedArguments)
        {
            if (Argument(named.MemberName, named.TypedValue, read) is { } argument)
            {
                yield return argument;
            }
        }
    }

    private static RawArgument? Argument(
        string name,
        CustomAttributeTypedArgument argument,
        Func<Type, RawClass> read
    ) =>
        argument switch
        {
            { Value: Type type } => RawArgument.Of(name, read(type)),
            { Value: double number } => RawArgument.Of(name, number),
            { Value: bool flag } => RawArgument.Of(name, flag ? 1L : 0L),
            { Value: string text } => RawArgument.Of(name, text),
            { Value: IReadOnlyCollection<CustomAttributeTypedArgument> elements } => RawArgument.Of(
                name,
                [.. elements.Select(element => Convert.ToDouble(element.Value, CultureInfo.InvariantCulture))]
            ),
            { Value: null, ArgumentType.IsArray: true } => RawArgument.Of(name, []),
            { Value: null } => null,
            { Value: var whole } => RawArgument.Of(name, Convert.ToInt64(whole, CultureInfo.InvariantCulture)),
        };
}
