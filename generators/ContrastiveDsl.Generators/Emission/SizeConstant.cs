namespace ContrastiveDsl.Generators.Emission;

/// <summary>A size of a network that its class states as a constant.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; 0 where it is unknown.</param>
/// <param name="Summary">What it is the size of.</param>
internal sealed record SizeConstant(string Name, int Value, string Summary)
{
    /// <summary>Writes its declaration.</summary>
    public void WriteTo(IndentedWriter writer) =>
        XmlDoc.Constant(writer, "int", Name, CSharpLiteral.Of(Value), Summary);

    /// <summary>Adds it to a stub.</summary>
    public void AddTo(StubMembers members) => members.Constant("int", Name, CSharpLiteral.Of(Value), Summary);
}
