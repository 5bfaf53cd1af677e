using System;
using System.Runtime.CompilerServices;
using System.Text;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// Writes C# text: four spaces a level, <c>\n</c> at the end of lines whatever the machine, no trailing spaces, one
/// newline at the end. Interpolated strings go straight into the text and accept no floating-point number, since that
/// would depend on the culture.
/// </summary>
internal sealed class IndentedWriter
{
    private const int SpacesPerLevel = 4;
    private const int LongestLine = 120;

    private readonly NameScope? names;
    private readonly StringBuilder text = new();
    private readonly StringBuilder line = new();
    private int level;

    /// <summary>A writer of text as it comes.</summary>
    public IndentedWriter() { }

    /// <summary>A writer of a file.</summary>
    /// <param name="names">Shortens the names in every line.</param>
    public IndentedWriter(NameScope names) => this.names = names;

    /// <summary>Columns that are left in a line.</summary>
    public int Room => LongestLine - (level * SpacesPerLevel);

    /// <summary>The names of the file.</summary>
    public NameScope Names => names ?? throw new InvalidOperationException("This writer belongs to no file.");

    /// <summary>Columns that code takes.</summary>
    public int WidthOf(string code) => (names?.Shorten(code) ?? code).Length;

    /// <summary>Writes text without ending the line. Lines inside it are indented like every other.</summary>
    public void Write(string value) => Append(value.AsSpan());

    /// <inheritdoc cref="Write(string)"/>
    public void Write([InterpolatedStringHandlerArgument("")] ref EmittedText value) => value.Complete();

    /// <summary>Ends the line.</summary>
    public void WriteLine()
    {
        EndLine();
        text.Append('\n');
    }

    /// <summary>Writes text and ends the line.</summary>
    public void WriteLine(string value)
    {
        Append(value.AsSpan());
        WriteLine();
    }

    /// <inheritdoc cref="WriteLine(string)"/>
    public void WriteLine([InterpolatedStringHandlerArgument("")] ref EmittedText value)
    {
        value.Complete();
        WriteLine();
    }

    /// <summary>Writes a comment, broken where its line would be long.</summary>
    /// <param name="comment">What it says, without slashes.</param>
    public void WriteComment(string comment)
    {
        foreach (var part in Prose.Lines(comment, Room - "// ".Length))
        {
            WriteLine("// " + part);
        }
    }

    /// <summary>Opens a block in braces; disposing of the result closes it.</summary>
    public Block WriteBlock()
    {
        WriteLine("{");
        return Indent("}");
    }

    /// <summary>Indents what follows; disposing of the result ends that and writes a line, if one is given.</summary>
    /// <param name="closing">The line after the indented ones.</param>
    public Block Indent(string? closing = null)
    {
        level++;
        return new Block(this, closing);
    }

    /// <summary>The whole text.</summary>
    public override string ToString() =>
        text.ToString() + (line.Length == 0 ? string.Empty : new string(' ', level * SpacesPerLevel) + line);

    /// <summary>Writes characters, indenting every line that has any.</summary>
    internal void Append(ReadOnlySpan<char> characters)
    {
        foreach (var character in characters)
        {
            if (character == '\n')
            {
                WriteLine();
            }
            else if (character != '\r')
            {
                line.Append(character);
            }
        }
    }

    /// <summary>Ends one level of indentation.</summary>
    internal void Outdent(string? closing)
    {
        level--;
        if (closing is not null)
        {
            WriteLine(closing);
        }
    }

    private void EndLine()
    {
        var content = line.ToString().TrimEnd(' ');
        line.Clear();
        if (content.Length > 0)
        {
            text.Append(' ', level * SpacesPerLevel).Append(names?.Shorten(content) ?? content);
        }
    }
}
