namespace ContrastiveDsl.Generators.Emission;

/// <summary>A member of a stub.</summary>
/// <param name="Summary">Its documentation.</param>
/// <param name="Code">Its source.</param>
internal sealed record StubMember(string Summary, string Code)
{
    /// <summary>Writes it.</summary>
    public void WriteTo(IndentedWriter writer)
    {
        XmlDoc.Summary(writer, Summary);
        writer.WriteLine(SourceFile.GeneratedCode);
        writer.WriteLine(Code);
    }
}
