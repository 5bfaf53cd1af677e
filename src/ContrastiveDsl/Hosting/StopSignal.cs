using System.Runtime.InteropServices;

namespace ContrastiveDsl.Hosting;

/// <summary>Ctrl-C, and the polite signal that ends a process: the first asks for a stop, the second ends the process at once.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly PosixSignalRegistration[] registrations;
    private readonly Action stop;
    private int count;

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="stop">What the first signal does, on a thread of its own.</param>
    internal StopSignal(Action stop)
    {
        this.stop = stop;
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref count) > 1)
        {
            Cursor.Show();
            // Not cancelled, the signal has its usual effect.
            return;
        }

        context.Cancel = true;
        stop();
    }
}
