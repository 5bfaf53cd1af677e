using System.Globalization;
using ContrastiveDsl.Distribution;
using ContrastiveDsl.Modules;
using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.Optimization;

/// <summary>
/// The parameters of one or more modules, laid out in two flat groups: weights, and the biases and normalization
/// parameters that decay and LARS leave alone.
/// </summary>
/// <remarks>
/// Make it after the modules are on their device: <c>.to(device)</c> replaces parameters, and the set would go on with
/// the old ones. Loading a state dictionary is fine, it copies into the parameters. Parameters that are frozen when the
/// set is made (<c>requires_grad</c> is false) are left alone. The order is the order of registration, module after
/// module, and a parameter that two modules share appears once.
/// </remarks>
public sealed class ParameterSet : IGradients, IDisposable
{
    private readonly ParameterGroup[] groups;

    // Modules that are not the library's are optimized here, too.
    static ParameterSet() => TorchContext.Prepare();

    /// <summary>Lays out the trainable parameters of the modules, in their order.</summary>
    /// <param name="modules">At least one module; all on one device.</param>
    /// <exception cref="ArgumentException">Nothing is trainable, or types or devices are mixed.</exception>
    public ParameterSet(params nn.Module[] modules)
        : this(Parameters(modules).Where(found => found.Parameter.requires_grad), trained: true) { }

    private ParameterSet(IEnumerable<ParameterWalk.Found> found, bool trained)
    {
        var parameters = found.ToArray();
        RequireUniform(parameters);
        Weights = Create("weights", parameters, biasAndNorm: false, trained);
        BiasAndNorm = Create("bias_and_norm", parameters, biasAndNorm: true, trained);
        groups = [Weights, BiasAndNorm];
    }

    /// <summary>
    /// Weights of convolutions and linear layers, and every other parameter with two or more dimensions.
    /// </summary>
    public ParameterGroup Weights { get; }

    /// <summary>
    /// Parameters of normalization layers, biases, and every other parameter with fewer than two dimensions.
    /// </summary>
    public ParameterGroup BiasAndNorm { get; }

    /// <summary>Both groups, weights first.</summary>
    public IReadOnlyList<ParameterGroup> Groups => groups;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The set belongs to a target, which has no gradients.</exception>
    public IEnumerable<Tensor> FlatGradients => groups.Where(group => !group.IsEmpty).Select(GradientOf);

    /// <summary>The number of parameter elements, gaps between them not counted.</summary>
    public long Count => groups.Sum(group => group.Layout.Sum(place => place.Length));

    /// <summary>
    /// Lays out a target network (momentum encoder) like the network it follows: all its parameters are frozen, and its
    /// flat tensors have the layout of the beginning of the online network's, so that one operation per group moves the
    /// whole target. A parameter that is frozen in both networks, such as fixed positions, is left alone in both: it
    /// stays what it was when the target became a copy.
    /// </summary>
    /// <param name="online">The trained parameters; they may go on where the target ends, as with a predictor.</param>
    /// <param name="modules">The target's modules, built like the first modules of <paramref name="online"/>.</param>
    /// <exception cref="ArgumentException">
    /// The target's parameters are not the first ones of <paramref name="online"/>.
    /// </exception>
    public static ParameterSet ForTarget(ParameterSet online, params nn.Module[] modules)
    {
        ArgumentNullException.ThrowIfNull(online);
        var trained = online
            .groups.SelectMany(group => group.Layout)
            .Select(place => place.Name)
            .ToHashSet(StringComparer.Ordinal);
        var target = new ParameterSet(
            Parameters(modules).Where(found => found.Parameter.requires_grad || trained.Contains(found.Name)),
            trained: false
        );
        for (var i = 0; i < target.groups.Length; i++)
        {
            RequireSameBeginning(target.groups[i].Layout, online.groups[i].Layout);
        }

        foreach (var (_, parameter, _) in ParameterWalk.Collect(modules))
        {
            parameter.requires_grad = false;
        }

        return target;
    }

    /// <summary>
    /// Lets layers compute convolutions and matrix products in bfloat16 on this thread, with copies of these parameters
    /// as they are now: one cast per group for each batch that the network learns from. The parameters stay as they
    /// are, and gradients reach them, and meet, in their type.
    /// </summary>
    /// <remarks>
    /// Layers of this library do so; what else reads a parameter, such as a normalization, goes on in its type. Make
    /// the copies anew after each step of the optimizer.
    /// </remarks>
    /// <returns>Ends it, and frees the copies, when disposed of.</returns>
    /// <exception cref="InvalidOperationException">
    /// The parameters are not float32, or compute in bfloat16 already.
    /// </exception>
    public IDisposable InBFloat16()
    {
        var type = groups.First(group => !group.IsEmpty).Flat.dtype;
        if (type != ScalarType.Float32)
        {
            throw new InvalidOperationException(
                $"Only parameters of float32 can compute in bfloat16, and these are {type}."
            );
        }

        return new ComputeWeights(ScalarType.BFloat16, () =>
            groups.Where(group => !group.IsEmpty).SelectMany(group => group.Cast(ScalarType.BFloat16))
        );
    }

    /// <summary>Sets all gradients to zero: one operation per group.</summary>
    public void ZeroGradients()
    {
        foreach (var group in groups)
        {
            if (!group.IsEmpty)
            {
                group.FlatGradient?.zero_();
            }
        }
    }

    /// <summary>
    /// The Euclidean norm of all gradients of one or more sets: one reduction per group. Nothing waits for the device.
    /// </summary>
    /// <param name="sets">At least one set, all on one device.</param>
    /// <returns>One element, in the current dispose scope.</returns>
    /// <exception cref="ArgumentException">A set belongs to a target, which has no gradients.</exception>
    public static Tensor GradientNorm(params ParameterSet[] sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var norms = sets.SelectMany(set => set.FlatGradients).Select(gradient => gradient.norm()).ToArray();
        return stack(norms).norm().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Weights.Dispose();
        BiasAndNorm.Dispose();
    }

    private static IEnumerable<ParameterWalk.Found> Parameters(nn.Module[] modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        return ParameterWalk.Collect(modules);
    }

    private static Tensor GradientOf(ParameterGroup group) =>
        group.FlatGradient ?? throw new ArgumentException("A target network has no gradients.");

    private static ParameterGroup Create(
        string name,
        IEnumerable<ParameterWalk.Found> parameters,
        bool biasAndNorm,
        bool trained
    ) =>
        ParameterGroup.Create(
            name,
            [
                .. parameters
                    .Where(found => found.IsBiasOrNorm == biasAndNorm)
                    .Select(found => (found.Name, found.Parameter)),
            ],
            trained
        );

    private static void RequireUniform(ParameterWalk.Found[] parameters)
    {
        if (parameters.Length == 0)
        {
            throw new ArgumentException("The modules have no trainable parameters: there is nothing to optimize.");
        }

        var first = parameters[0];
        foreach (var found in parameters)
        {
            if (
                found.Parameter.dtype != first.Parameter.dtype
                || found.Parameter.device.ToString() != first.Parameter.device.ToString()
            )
            {
                throw new ArgumentException(
                    $"'{found.Name}' is {found.Parameter.dtype} on {found.Parameter.device}, but '{first.Name}' is {first.Parameter.dtype} on {first.Parameter.device}: "
                        + "bring all modules to one device and one type before making the set."
                );
            }
        }
    }

    private static void RequireSameBeginning(
        IReadOnlyList<ParameterLayout> target,
        IReadOnlyList<ParameterLayout> online
    )
    {
        for (var i = 0; i < target.Count; i++)
        {
            if (i >= online.Count || !target[i].IsSameAs(online[i]))
            {
                var instead =
                    i >= online.Count ? "nothing" : $"'{online[i].Name}' [{string.Join(", ", online[i].Shape)}]";
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The target has '{target[i].Name}' [{string.Join(", ", target[i].Shape)}] where the online network has {instead}: build both from the same modules in the same order, the target's first."
                    )
                );
            }
        }
    }
}
