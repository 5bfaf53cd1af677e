using System.Text;
using Spectre.Console;

namespace ContrastiveDsl.Hosting.Tests;

/// <summary>An output that is a text, or pretends to be a terminal whose text is kept.</summary>
internal sealed class RedirectedOutput(TextWriter writer, bool isTerminal = false) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => 200;

    public int Height => 50;

    public void SetEncoding(Encoding encoding) { }
}
