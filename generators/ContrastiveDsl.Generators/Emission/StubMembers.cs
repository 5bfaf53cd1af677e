using System.Collections.Generic;
using System.Linq;
using ContrastiveDsl.Generators.Parsing;
using ContrastiveDsl.Language;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// Collects the members of a stub, leaving out those that the user wrote: a collision is a finding, not a compiler
/// error.
/// </summary>
/// <param name="analyzed">The class.</param>
internal sealed class StubMembers(AnalyzedClass analyzed)
{
    private const string Faulty = "Throws: the declaration is faulty.";

    private readonly string @throw =
        " => throw new global::System.InvalidOperationException(" + FaultName(analyzed) + ");";
    private readonly List<StubMember> members = [];

    /// <summary>The members so far.</summary>
    public IReadOnlyList<StubMember> All => members;

    /// <summary>
    /// Whether the user wrote a member of the name, with this number of parameters if it is a method and a number is
    /// given.
    /// </summary>
    public bool IsTaken(string name, int parameters = -1) => IsTaken(analyzed.Members, name, parameters);

    /// <summary>
    /// The name of the constant that holds the finding's message: one that neither the class nor a member of the user's
    /// has.
    /// </summary>
    public static string FaultName(AnalyzedClass analyzed)
    {
        var name = "Fault";
        while (name == analyzed.Declaration.Type.Name || IsTaken(analyzed.Members, name, parameters: -1))
        {
            name += "_";
        }

        return name;
    }

    private static bool IsTaken(EquatableArray<RawMember> members, string name, int parameters) =>
        members.Any(member =>
            member.Name == name && (parameters < 0 || member.Parameters < 0 || member.Parameters == parameters)
        );

    /// <summary>A constant: it cannot throw, so it has the declared value, or 0.</summary>
    public void Constant(string type, string name, string value, string summary) =>
        Add(name, -1, summary, "public const " + type + " " + name + " = " + value + ";");

    /// <summary>A method.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">Number of its parameters.</param>
    /// <param name="head">Modifiers and return type.</param>
    /// <param name="parameters">Its parameters as source.</param>
    public void Method(string name, int count, string head, string parameters)
    {
        if (CanHave(head))
        {
            Add(name, count, Faulty, head + " " + name + "(" + parameters + ")" + @throw);
        }
    }

    /// <summary>A property without a setter.</summary>
    public void Property(string name, string head)
    {
        if (CanHave(head))
        {
            Add(name, -1, Faulty, head + " " + name + @throw);
        }
    }

    private bool CanHave(string head) =>
        analyzed.Declaration.Form.HasInstances || head.Contains(" static ", System.StringComparison.Ordinal);

    /// <summary>
    /// A method of an interface: implemented explicitly if that is asked for, or where the user has a member of its
    /// name.
    /// </summary>
    public void InterfaceMethod(
        string name,
        string @interface,
        string returns,
        string parameters,
        bool isExplicit = false
    ) =>
        members.Add(
            new StubMember(
                Faulty,
                (
                    isExplicit || IsTaken(name)
                        ? returns + " " + @interface + "." + name
                        : "public " + returns + " " + name
                )
                    + "("
                    + parameters
                    + ")"
                    + @throw
            )
        );

    /// <summary>A property of an interface, implemented explicitly.</summary>
    public void InterfaceProperty(string name, string @interface, string type) =>
        members.Add(new StubMember(Faulty, type + " " + @interface + "." + name + @throw));

    /// <summary>The constructor of a network.</summary>
    public void Constructor(DeclarationModel declaration, string parameters, bool isModule)
    {
        if (
            CanConstruct(declaration.Form)
            && !declaration.Form.LacksBaseConstructor
            && !IsTaken(RawMember.Constructor, parameters.Split(',').Length)
        )
        {
            AddConstructor(
                declaration,
                parameters,
                isModule ? "base(" + CSharpLiteral.Of(declaration.Type.Name) + ")" : null
            );
        }
    }

    /// <summary>The constructor of an experiment, beside all of the user's but one like it.</summary>
    public void Constructor(DeclarationModel declaration, string parameters)
    {
        var form = declaration.Form;
        if (
            CanConstruct(form)
            && !form.TakesSettings
            && (!form.LacksBaseConstructor || form.OwnConstructor is not null)
        )
        {
            AddConstructor(declaration, parameters, form.OwnConstructor);
        }
    }

    private static bool CanConstruct(StubForm form) => form is { HasInstances: true, HasPrimaryConstructor: false };

    private void AddConstructor(DeclarationModel declaration, string parameters, string? chain) =>
        members.Add(
            new StubMember(
                Faulty,
                "public "
                    + declaration.Identifier
                    + "("
                    + parameters
                    + ")"
                    + (chain is null ? string.Empty : "\n    : " + chain)
                    + @throw
            )
        );

    private void Add(string name, int parameters, string summary, string code)
    {
        if (!IsTaken(name, parameters))
        {
            members.Add(new StubMember(summary, code));
        }
    }
}
