using System.Runtime.InteropServices;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// Ctrl-C, the polite signal that ends a process, and the terminal's end: the first asks for a stop, a second ends the
/// process at once. A signal that the process was started to ignore, as by <c>nohup</c>, stays ignored.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly PosixSignalRegistration[] registrations;
    private readonly Action stop;
    private readonly Action? end;
    private int count;

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="stop">What the first signal does, on a thread of its own.</param>
    /// <param name="end">What is left to do before the second ends the process.</param>
    internal StopSignal(Action stop, Action? end = null)
    {
        this.stop = stop;
        this.end = end;
        PosixSignal[] signals =
        [
            PosixSignal.SIGINT,
            PosixSignal.SIGTERM,
            PosixSignal.SIGHUP,
            // There it is Ctrl-Break; elsewhere it asks for a dump.
            .. OperatingSystem.IsWindows() ? [PosixSignal.SIGQUIT] : Array.Empty<PosixSignal>(),
        ];
        registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
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
        var isFirst = Interlocked.Increment(ref count) == 1;
        // Whoever ends a session sends SIGTERM and SIGHUP together; the second is no impatience.
        if (!isFirst && context.Signal != PosixSignal.SIGHUP)
        {
            end?.Invoke();
            Cursor.Show();
            // Not canceled, the signal has its usual effect.
            return;
        }

        context.Cancel = true;
        if (isFirst)
        {
            stop();
        }
    }
}
