using System.Text;

namespace ContrastiveDsl.Hosting.Tests;

public sealed class LastingWriterTests
{
    [Fact]
    public void Write_ToATerminal_ArrivesInOrder()
    {
        using var terminal = new StringWriter();
        using var writer = new LastingWriter(terminal);

        writer.Write('a');
        writer.WriteLine("b");
        writer.Write(['c', 'd', 'e'], 1, 2);
        writer.Write("{0}", 5);
        writer.Flush();

        terminal.ToString().Should().Be("ab" + Environment.NewLine + "de5");
    }

    [Fact]
    public void Write_ToATerminalThatIsGone_IsQuietAndTriedOnce()
    {
        using var gone = new GoneTerminal();
        using var writer = new LastingWriter(gone);

        writer.WriteLine("a");
        writer.Write('b');
        writer.Flush();

        gone.Tries.Should().Be(1);
    }

    private sealed class GoneTerminal : TextWriter
    {
        internal int Tries { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Fail();

        public override void Write(string? value) => Fail();

        private void Fail()
        {
            Tries++;
            throw new IOException("Input/output error");
        }
    }
}
