using System.Globalization;
using System.Linq;

namespace ContrastiveDsl.Language;

/// <summary>What a rule has to say about a declaration.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Place">The place that is wrong.</param>
/// <param name="Arguments">Values for the message, already formatted.</param>
/// <param name="Related">The setting it conflicts with, if there is one.</param>
internal sealed record Finding(Rule Rule, Place Place, EquatableArray<string> Arguments, Place? Related = null)
{
    /// <summary>Changes of the source of which each puts it right, the likeliest first.</summary>
    public EquatableArray<Fix> Fixes { get; init; }

    /// <summary>The whole message.</summary>
    public string Message =>
        string.Format(CultureInfo.InvariantCulture, Rule.Message, Arguments.Cast<object>().ToArray());

    /// <summary>
    /// The same about a class whose author wrote no such argument: that it is 0 is then no news to them, but that it is
    /// missing.
    /// </summary>
    /// <param name="raw">The class.</param>
    public Finding AsWrittenOn(RawClass raw)
    {
        const string Zero = "0";
        const string Forgotten = "not stated";
        if (
            Rule.Value is not { } stated
            || Arguments[stated] != Zero
            || Place.Argument is not { } argument
            || Place.Type != raw.Type.Qualified
            || raw.Attributes.FirstOrDefault(each => each.Index == Place.Attribute) is not { } attribute
            || attribute.Has(argument)
        )
        {
            return this;
        }

        var values = Arguments.Select((value, index) => index == stated ? Forgotten : value);
        return this with { Arguments = new EquatableArray<string>(values) };
    }
}

/// <summary>
/// The place of a finding, without a source location: a class, one of its attributes, an argument of it.
/// </summary>
/// <param name="Type">Qualified name of the class.</param>
/// <param name="Attribute">Index among the class's attributes of the language, or none for the class itself.</param>
/// <param name="Argument">
/// Name of the argument (of a property, or of a constructor parameter in Pascal case), or <see langword="null"/> for
/// the whole attribute.
/// </param>
internal sealed record Place(string Type, AttributeIndex Attribute = default, string? Argument = null)
{
    /// <summary>Name of the member of the class that is meant, or <see langword="null"/>.</summary>
    public string? Member { get; init; }
}
