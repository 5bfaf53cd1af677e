using System.Runtime.InteropServices;

namespace ContrastiveDsl.Hosting;

/// <summary>A live bar hides the cursor; where a signal ends the process, nobody else brings it back.</summary>
internal static class Cursor
{
    private const string ShowOnNewLine = "\u001b[?25h\n";

    internal static void Show()
    {
        if (!Console.IsOutputRedirected)
        {
            new LastingWriter(Console.Out).Write(ShowOnNewLine);
        }
    }

    /// <summary>Shows the cursor should Ctrl-C end the process before this is disposed.</summary>
    internal static IDisposable ShowOnInterrupt() => PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Show());
}
