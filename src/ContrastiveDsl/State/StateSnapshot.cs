using static TorchSharp.torch;

namespace ContrastiveDsl.State;

/// <summary>
/// A copy of state on the host, which stays as it is while training goes on. Its tensors belong to no dispose scope.
/// </summary>
internal sealed class StateSnapshot : IDisposable
{
    private readonly Dictionary<string, Tensor> tensors = new(StringComparer.Ordinal);

    private StateSnapshot(IReadOnlyDictionary<string, StateNumber> numbers) =>
        Numbers = new Dictionary<string, StateNumber>(numbers, StringComparer.Ordinal);

    /// <summary>All tensors by full key, row-major on the CPU.</summary>
    internal IReadOnlyDictionary<string, Tensor> Tensors => tensors;

    /// <summary>All numbers by full key.</summary>
    internal IReadOnlyDictionary<string, StateNumber> Numbers { get; }

    /// <summary>Copies state; waits for the devices that hold it.</summary>
    internal static StateSnapshot Of(StateWriter state)
    {
        using var noGrad = no_grad();
        var snapshot = new StateSnapshot(state.Numbers);
        try
        {
            foreach (var (key, value) in state.Tensors)
            {
                var copy = empty(value.shape, value.dtype).DetachFromDisposeScope();
                snapshot.tensors.Add(key, copy);
                copy.copy_(value);
            }

            return snapshot;
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in tensors.Values)
        {
            tensor.Dispose();
        }

        tensors.Clear();
    }
}
