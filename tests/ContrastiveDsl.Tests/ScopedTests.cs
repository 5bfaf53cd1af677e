using TorchSharp;

namespace ContrastiveDsl.Tests;

/// <summary>
/// Tests whose tensors live until the test ends. Without a scope the collector may take a tensor after its last use in
/// C#, which is the beginning of the native call that still reads it.
/// </summary>
public abstract class ScopedTests : IDisposable
{
    private readonly DisposeScope scope = torch.NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        GC.SuppressFinalize(this);
    }
}
