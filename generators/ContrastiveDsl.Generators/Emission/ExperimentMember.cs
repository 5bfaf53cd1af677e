using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>What a member of an experiment's class is.</summary>
internal enum MemberKind
{
    /// <summary>A constant with a setting.</summary>
    Constant,

    /// <summary>A network, in a property.</summary>
    Network,

    /// <summary>A private field: parameters, optimizers, memory.</summary>
    Field,

    /// <summary>A property that the constructor makes and that has state, beside networks.</summary>
    HeldProperty,

    /// <summary>A property that holds nothing of its own.</summary>
    Property,

    /// <summary>A property of an interface, implemented explicitly.</summary>
    InterfaceProperty,

    /// <summary>A method.</summary>
    Method,

    /// <summary>A method of an interface, implemented explicitly.</summary>
    InterfaceMethod,
}

/// <summary>A member of an experiment's class.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as source; of a method what it returns.</param>
/// <param name="Summary">Its documentation; empty for what inherits it, and for fields.</param>
internal sealed record ExperimentMember(MemberKind Kind, string Name, string Type, string Summary = "")
{
    /// <summary>Its modifiers.</summary>
    public string Modifiers { get; init; } = "public";

    /// <summary>
    /// A constant's value, what a property returns, or how the constructor makes a member: an expression, or all of a
    /// call before its parenthesis.
    /// </summary>
    public string Value { get; init; } = string.Empty;

    /// <summary>
    /// How a constant's value follows from others, as an expression; <see langword="null"/> where it is stated.
    /// </summary>
    public string? Formula { get; init; }

    /// <summary>The arguments of that call; <see langword="null"/> where the value is an expression.</summary>
    public string?[]? Arguments { get; init; }

    /// <summary>What its state is saved under; empty for what has none.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>Of a network the one that it follows by momentum; empty for one that gradients train.</summary>
    public string Follows { get; init; } = string.Empty;

    /// <summary>Of a network whether another optimizer than the first trains it.</summary>
    public bool HasOptimizer { get; init; }

    /// <summary>How the fields of its own optimizer begin: its name in the singular, the first letter small.</summary>
    public string FieldPrefix => PrefixOf(Name);

    /// <summary>The field that holds the parameters of a network that has an optimizer of its own.</summary>
    public static string ParametersOf(string network) => PrefixOf(network) + "Parameters";

    /// <summary>More of its documentation.</summary>
    public string Remarks { get; init; } = string.Empty;

    /// <summary>Why the constructor makes it there and so; empty where that is plain.</summary>
    public string Comment { get; init; } = string.Empty;

    /// <summary>Whether the experiment disposes of it.</summary>
    public bool IsDisposed { get; init; }

    /// <summary>The interface that asks for it; empty for none.</summary>
    public string Interface { get; init; } = string.Empty;

    /// <summary>A method's parameters as source.</summary>
    public string Parameters { get; init; } = string.Empty;

    /// <summary>
    /// Name and number of parameters, as the rule about collisions has them; <see langword="null"/> for what cannot
    /// collide.
    /// </summary>
    public RawMember? Raw =>
        Kind switch
        {
            MemberKind.InterfaceProperty or MemberKind.InterfaceMethod => null,
            MemberKind.Method => new RawMember(Name, Parameters.Length == 0 ? 0 : Parameters.Split(',').Length),
            _ => new RawMember(Name, -1),
        };

    /// <summary>In the singular: <c>prototypeParameters</c> of Prototypes.</summary>
    private static string PrefixOf(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1).TrimEnd('s');

    /// <summary>Writes how the constructor makes it.</summary>
    public void WriteCreation(IndentedWriter writer)
    {
        if (Comment.Length > 0)
        {
            writer.WriteComment(Comment);
        }

        if (Arguments is null)
        {
            if (Value.EndsWith(".to(device)", System.StringComparison.Ordinal))
            {
                writer.Names.Import(Names.Extensions);
            }

            writer.WriteLine($"{Name} = {Value};");
            return;
        }

        Code.WriteCall(writer, Name + " = " + Value, Arguments);
    }
}
