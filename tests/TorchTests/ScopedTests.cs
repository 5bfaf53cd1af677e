using TorchSharp;

namespace ContrastiveDsl.Testing;

/// <summary>
/// Tests whose tensors live until the test ends, and whose weights are the same in every run. Without a scope the
/// collector may take a tensor after its last use in C#, which is the beginning of the native call that still reads it.
/// </summary>
public abstract class ScopedTests : IDisposable
{
    private readonly DisposeScope scope = torch.NewDisposeScope();

    protected ScopedTests() => torch.manual_seed(1);

    public void Dispose()
    {
        scope.Dispose();
        GC.SuppressFinalize(this);
    }
}
