using System;
using System.Runtime.CompilerServices;
using System.Text;

namespace ContrastiveDsl.Generators.Emission;

/// <summary>
/// Writes C# text: four spaces a level, <c>\n</c> at the end of lines whatever the machine, no trailing spaces, one newline at the end.
/// Interpolated strings go straight into the text and accept no floating-point number, since that would depend on the culture.
/// </summary>
internal sealed class IndentedWriter
{
    private const int SpacesPerLevel = 4;

    private readonly StringBuilder text = new();
    private int level;
    private bool atLineStart = true;

    /// <summary>Writes text without ending the line. Lines inside it are indented like every other.</summary>
    public void Write(string value) => Append(value.AsSpan());

    /// <inheritdoc cref="Write(string)"/>
    public void Write([InterpolatedStringHandlerArgument("")] ref EmittedText value) => value.Complete();

    /// <summary>Ends the line.</summary>
    public void WriteLine()
    {
        TrimLine();
        text.Append('\n');
        atLineStart = true;
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
    public override string ToString() => text.ToString();

    /// <summary>Writes characters, indenting every line that has any.</summary>
    internal void Append(ReadOnlySpan<char> characters)
    {
        foreach (var character in characters)
        {
            Append(character);
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

    private void Append(char character)
    {
        if (character == '\r')
        {
            return;
        }

        if (character == '\n')
        {
            WriteLine();
            return;
        }

        if (atLineStart)
        {
            text.Append(' ', level * SpacesPerLevel);
            atLineStart = false;
        }

        text.Append(character);
    }

    private void TrimLine()
    {
        while (text.Length > 0 && text[text.Length - 1] == ' ')
        {
            text.Length--;
        }
    }
}
