using ContrastiveDsl.Generators.Parsing;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>A member of a stub.</summary>
/// <param name="Summary">Its documentation.</param>
/// <param name="Code">Its source.</param>
internal sealed record StubMember(string Summary, string Code)
{
    /// <summary>Writes it.</summary>
    public void WriteTo(IndentedWriter writer, DeclarationModel declaration)
    {
        XmlDoc.Summary(writer, Summary);
        SourceFile.WriteMemberMark(writer, declaration);
        writer.WriteLine(Code);
    }
}
