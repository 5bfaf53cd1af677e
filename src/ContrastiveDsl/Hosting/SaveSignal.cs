using System.Runtime.InteropServices;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// SIGUSR1, the wish to save a checkpoint and to go on: <c>kill -USR1 PID</c>. While it is listened to it does not end
/// the process, as it does by default.
/// </summary>
internal sealed class SaveSignal : IDisposable
{
    private readonly PosixSignalRegistration? registration;

    /// <summary>Listens until it is disposed; where the system has no such signal, to nothing.</summary>
    internal SaveSignal()
    {
        if (Number is { } number)
        {
            registration = PosixSignalRegistration.Create((PosixSignal)number, context =>
            {
                context.Cancel = true;
                Save?.Invoke();
            });
        }
    }

    /// <summary>What the signal does, on a thread of its own; null as long as there is nothing to save.</summary>
    internal Action? Save { get; set; }

    /// <summary>What systems call SIGUSR1; null where they do not have it.</summary>
    private static int? Number =>
        OperatingSystem.IsLinux() ? 10
        : OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? 30
        : null;

    /// <inheritdoc/>
    public void Dispose() => registration?.Dispose();
}
