namespace TorchSharp;

/// <summary>Sets this thread's inference mode until disposed.</summary>
internal sealed class InferenceModeGuard(bool enabled) : IDisposable
{
    private IntPtr guard = Bridge.Check(Bridge.tb_inference_enter(enabled ? 1 : 0));

    public void Dispose()
    {
        Bridge.tb_inference_leave(guard);
        guard = 0;
    }
}
