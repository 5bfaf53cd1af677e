using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// Copies of parameters in a narrower type. From <see cref="Use"/> to <see cref="Dispose"/> the layers of the library
/// compute convolutions and matrix products with them, on the thread that made them; everything else, and every other
/// thread, goes on with the parameters themselves.
/// </summary>
/// <remarks>
/// A layer takes its weights by <see cref="Of"/> and brings its input to their type, so that the type of a network is
/// that of its weights and no layer has to be told. The copies belong to the dispose scope they were made in.
/// </remarks>
internal sealed class ComputeWeights : IDisposable
{
    [ThreadStatic]
    private static Dictionary<IntPtr, Tensor>? inUse;

    private readonly List<IntPtr> replaced = [];

    /// <summary>What a layer computes with: the copy of a parameter, or the parameter where none is in use.</summary>
    /// <param name="parameter">A parameter of the layer.</param>
    internal static Tensor Of(Parameter parameter) =>
        inUse is { Count: > 0 } copies && copies.TryGetValue(parameter.Handle, out var copy) ? copy : parameter;

    /// <summary>The same for a parameter that a layer may lack.</summary>
    internal static Tensor? OfOptional(Parameter? parameter) => parameter is null ? null : Of(parameter);

    /// <summary>An input in the type of the weights that it meets.</summary>
    internal static Tensor Fit(Tensor input, Tensor weights) =>
        input.dtype == weights.dtype ? input : input.to(weights.dtype);

    /// <summary>Lets layers compute with a copy.</summary>
    /// <exception cref="InvalidOperationException">The parameter has a copy in use.</exception>
    internal void Use(Parameter parameter, Tensor copy)
    {
        inUse ??= [];
        if (!inUse.TryAdd(parameter.Handle, copy))
        {
            throw new InvalidOperationException(
                "These parameters compute with copies already: dispose of those before making new ones."
            );
        }

        replaced.Add(parameter.Handle);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var handle in replaced)
        {
            inUse?.Remove(handle);
        }

        replaced.Clear();
    }
}
