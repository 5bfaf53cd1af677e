using System.Text;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// Writes to a terminal as long as there is one: training must outlive a window that was closed, at least until it has
/// saved.
/// </summary>
internal sealed class LastingWriter(TextWriter terminal) : TextWriter
{
    private bool isGone;

    /// <inheritdoc/>
    public override Encoding Encoding => terminal.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => terminal.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => terminal.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => terminal.Write(value));

    /// <inheritdoc/>
    public override void Flush() => Try(terminal.Flush);

    private void Try(Action write)
    {
        if (isGone)
        {
            return;
        }

        try
        {
            write();
        }
        catch (IOException)
        {
            isGone = true;
        }
    }
}
