using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Modules;

/// <summary>
/// Copies of parameters in a narrower type. Until <see cref="Dispose"/> the layers of the library compute convolutions
/// and matrix products with them, on the thread that made them; everything else, and every other thread, goes on with
/// the parameters themselves.
/// </summary>
/// <remarks>
/// A layer takes its weights by <see cref="Of"/> and brings its input to their type, so that the type of a network is
/// that of its weights and no layer has to be told. A network that sees another batch, to learn from it too, gets
/// copies of its own for that: the gradients of one copy would meet in its narrow type, those of two meet in the type
/// of the parameters.
/// </remarks>
internal sealed class ComputeWeights : IDisposable
{
    [ThreadStatic]
    private static Dictionary<IntPtr, Copies>? inUse;

    private readonly Func<IEnumerable<(Parameter Parameter, Tensor Copy)>> cast;
    private readonly ScalarType type;
    private readonly Dictionary<IntPtr, Copies> copies = [];

    /// <summary>Casts parameters and lets layers compute with the copies.</summary>
    /// <param name="type">The type of the copies.</param>
    /// <param name="cast">
    /// Copies all parameters as they are now, for one pass: the same parameters each time. The copies become this
    /// object's, and their gradients meet in the parameters'.
    /// </param>
    /// <exception cref="InvalidOperationException">A parameter has copies in use.</exception>
    internal ComputeWeights(ScalarType type, Func<IEnumerable<(Parameter Parameter, Tensor Copy)>> cast)
    {
        (this.type, this.cast) = (type, cast);
        try
        {
            Cast();
            Claim();
        }
        catch
        {
            // A cast for which there is no memory leaves everything as it was.
            Dispose();
            throw;
        }
    }

    /// <summary>
    /// What a layer computes with, once in each pass: a copy of a parameter, or the parameter where none is in use.
    /// </summary>
    /// <param name="parameter">A parameter of the layer.</param>
    internal static Tensor Of(Parameter parameter) => Find(parameter)?.Next() ?? parameter;

    /// <summary>The same for a parameter that a layer may lack.</summary>
    internal static Tensor? OfOptional(Parameter? parameter) => parameter is null ? null : Of(parameter);

    /// <summary>The type of what a layer computes with.</summary>
    internal static ScalarType TypeOf(Parameter parameter) => Find(parameter)?.Type ?? parameter.dtype;

    /// <summary>
    /// After a backward pass in the middle of a step, as that of a micro-batch: the copies serve the next passes, which
    /// need none of their own.
    /// </summary>
    internal static void Reuse()
    {
        foreach (var made in inUse?.Values ?? Enumerable.Empty<Copies>())
        {
            made.Reuse();
        }
    }

    /// <summary>An input in the type of the weights that it meets.</summary>
    internal static Tensor Fit(Tensor input, Tensor weights) =>
        input.dtype == weights.dtype ? input : input.to(weights.dtype);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (handle, made) in copies)
        {
            if (inUse is not null && inUse.TryGetValue(handle, out var used) && ReferenceEquals(used, made))
            {
                inUse.Remove(handle);
            }

            made.Dispose();
        }

        copies.Clear();
    }

    private static Copies? Find(Parameter parameter) =>
        inUse is { Count: > 0 } && inUse.TryGetValue(parameter.Handle, out var found) ? found : null;

    private void Claim()
    {
        inUse ??= [];
        if (copies.Keys.Any(inUse.ContainsKey))
        {
            throw new InvalidOperationException(
                "These parameters compute with copies already: dispose of those before making new ones."
            );
        }

        foreach (var (handle, made) in copies)
        {
            inUse.Add(handle, made);
        }
    }

    private void Cast()
    {
        foreach (var (parameter, copy) in cast())
        {
            if (!copies.TryGetValue(parameter.Handle, out var made))
            {
                copies.Add(parameter.Handle, made = new Copies(this));
            }

            made.Add(copy);
        }
    }

    /// <summary>The copies of one parameter, one for each pass that learns before a backward pass.</summary>
    private sealed class Copies(ComputeWeights owner) : IDisposable
    {
        private readonly List<Tensor> made = [];
        private int passed;

        public ScalarType Type => owner.type;

        public void Add(Tensor copy) => made.Add(copy);

        public void Reuse() => passed = 0;

        public Tensor Next()
        {
            if (!made[0].requires_grad || !is_grad_enabled())
            {
                return made[0];
            }

            if (passed == made.Count)
            {
                owner.Cast();
            }

            return made[passed++];
        }

        public void Dispose() => made.ForEach(copy => copy.Dispose());
    }
}
