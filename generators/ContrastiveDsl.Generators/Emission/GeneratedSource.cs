using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>A file to add to the compilation. The only place that makes a <see cref="SourceText"/>.</summary>
/// <param name="HintName">Name of the file.</param>
/// <param name="Text">Its content.</param>
internal sealed record GeneratedSource(string HintName, SourceText Text)
{
    /// <summary>A file with what a writer holds. UTF-8, so that symbols can embed it for the debugger.</summary>
    /// <param name="name">Its name without extension.</param>
    /// <param name="writer">The content.</param>
    public static GeneratedSource Create(string name, IndentedWriter writer) =>
        new(name + ".g.cs", SourceText.From(writer.ToString(), Encoding.UTF8));
}
