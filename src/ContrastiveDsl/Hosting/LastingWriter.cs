using System.Text;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// Writes to a terminal, a file or a pipe as long as that takes it: training must outlive a window that was closed and
/// a disk that is full, at least until it has saved.
/// </summary>
internal sealed class LastingWriter(TextWriter output) : TextWriter
{
    /// <summary>Why it takes no more; null while it does.</summary>
    internal string? Failure { get; private set; }

    /// <inheritdoc/>
    public override Encoding Encoding => output.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => output.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => output.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => output.Write(value));

    /// <inheritdoc/>
    public override void Flush() => Try(output.Flush);

    private void Try(Action write)
    {
        if (Failure is not null)
        {
            return;
        }

        try
        {
            write();
        }
        // Of a descriptor that is closed it says that access is denied.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Failure = exception.Message;
        }
    }
}
