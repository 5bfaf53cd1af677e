using ContrastiveDsl.State;
using static TorchSharp.torch;

namespace ContrastiveDsl.Export;

/// <summary>
/// The weights of one network on their way into a graph, strictly: each must be there with its shape, and none may stay
/// behind.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="network">The network's name in messages and before the names of its nodes: <c>encoder</c>.</param>
/// <param name="state">Its parameters and buffers by key.</param>
internal sealed class OnnxWeights(OnnxGraph graph, string network, IReadOnlyDictionary<string, Tensor> state)
{
    /// <summary>Counts batches, and has no part in evaluation.</summary>
    private const string Counter = "num_batches_tracked";
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>A key of the network as a name in the graph.</summary>
    internal string Name(string key) => network + "." + key;

    /// <summary>A tensor as it is.</summary>
    /// <returns>Its name in the graph.</returns>
    /// <exception cref="StateException">It is missing, or not float32 of this shape.</exception>
    internal string Of(string key, params long[] shape) => graph.Constant(Name(key), Find(key, shape));

    /// <summary>A matrix [rows, columns] as [columns, rows].</summary>
    /// <returns>Its name in the graph.</returns>
    /// <exception cref="StateException">It is missing, or not float32 of this shape.</exception>
    internal string Transposed(string key, long rows, long columns)
    {
        using var transposed = Find(key, [rows, columns]).t();
        return graph.Constant(Name(key), transposed);
    }

    /// <summary>A tensor in another shape of as many elements.</summary>
    /// <returns>Its name in the graph.</returns>
    /// <exception cref="StateException">It is missing, or not float32 of the first shape.</exception>
    internal string Reshaped(string key, long[] shape, long[] target)
    {
        using var reshaped = Find(key, shape).reshape(target);
        return graph.Constant(Name(key), reshaped);
    }

    /// <summary>Checks that nothing stayed behind.</summary>
    /// <exception cref="StateException">Something did; the message names it.</exception>
    internal void RequireAllUsed()
    {
        var left = state
            .Keys.Where(key => !used.Contains(key) && key.Split('.')[^1] != Counter)
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (left.Length > 0)
        {
            throw new StateException(
                $"The weights of the {network} hold {Listing.Of(left)}, which its declaration does not have: they were saved from another network."
            );
        }
    }

    private Tensor Find(string key, long[] shape)
    {
        if (!state.TryGetValue(key, out var tensor))
        {
            throw new StateException(
                $"The weights of the {network} lack '{key}', which its declaration has: they were saved from another network."
            );
        }

        used.Add(key);
        return tensor.dtype == ScalarType.Float32 && tensor.shape.AsSpan().SequenceEqual(shape)
            ? tensor
            : throw new StateException(
                $"'{key}' of the {network} is {SafetensorsEntry.Describe(tensor.dtype, tensor.shape)}, but {SafetensorsEntry.Describe(ScalarType.Float32, shape)} is declared."
            );
    }
}
