using System.Runtime.InteropServices;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// The end of standard input as the wish to stop: how a process that started this one says so, on purpose or by dying.
/// Ctrl-C reaches both, and is the other's to answer.
/// </summary>
internal sealed class InputEnd : IDisposable
{
    private readonly PosixSignalRegistration[] registrations;
    private readonly Action stop;
    private int asked;

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="stop">What the end does, once, on a thread of its own.</param>
    /// <param name="input">The input, or null for the process's own.</param>
    internal InputEnd(Action stop, Stream? input = null)
    {
        this.stop = stop;
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
            {
                context.Cancel = true;
                Ask();
            }),
        ];
        new Thread(() => WaitForEnd(input ?? Console.OpenStandardInput())) { IsBackground = true }.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is left that could stop.
        Interlocked.Exchange(ref asked, 1);
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }
    }

    private void WaitForEnd(Stream input)
    {
        var buffer = new byte[64];
        while (input.Read(buffer) > 0) { }

        Ask();
    }

    private void Ask()
    {
        if (Interlocked.Exchange(ref asked, 1) == 0)
        {
            stop();
        }
    }
}
