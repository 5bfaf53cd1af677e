using System.Text;

namespace ContrastiveDsl.Hosting;

/// <summary>Writes problems, a line each, as <see cref="ShownLines"/> shows lines.</summary>
/// <param name="output">Where they go.</param>
/// <param name="width">Columns of the terminal; null where they do not go to one.</param>
internal sealed class ErrorLines(TextWriter output, Func<int?> width) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => output.Encoding;

    /// <summary>Writes what has been made into lines before.</summary>
    /// <inheritdoc/>
    public override void Write(char value) => output.Write(value);

    /// <summary>Writes what has been made into lines before.</summary>
    /// <inheritdoc/>
    public override void Write(string? value) => output.Write(value);

    /// <summary>Writes a line, of which nothing but its end is obeyed.</summary>
    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        foreach (var line in ShownLines.Of(value ?? "", width()))
        {
            output.WriteLine(line);
        }
    }

    /// <inheritdoc/>
    public override void Flush() => output.Flush();
}
