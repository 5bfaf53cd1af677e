namespace TorchSharp;

/// <summary>Sets this thread's gradient mode until disposed.</summary>
internal sealed class GradModeGuard : IDisposable
{
    private readonly int previous = Bridge.tb_grad_enabled();

    internal GradModeGuard(bool enabled) => Bridge.tb_set_grad_enabled(enabled ? 1 : 0);

    public void Dispose() => Bridge.tb_set_grad_enabled(previous);
}
