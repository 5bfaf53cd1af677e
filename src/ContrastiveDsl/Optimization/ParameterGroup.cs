using ContrastiveDsl.State;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ContrastiveDsl.Optimization;

/// <summary>
/// Parameters that are optimized alike, laid out one after the other in one flat tensor, their gradients likewise.
/// </summary>
/// <remarks>
/// Every parameter becomes a view of <see cref="Flat"/>, and its gradient a view of <see cref="FlatGradient"/>, into
/// which backward passes accumulate in place. Gaps between parameters (see <see cref="ParameterLayout"/>) hold zeros,
/// whose gradients are zero.
/// </remarks>
public sealed class ParameterGroup : IDisposable
{
    private readonly List<Tensor> owned = [];
    private readonly Parameter[] parameters;

    private ParameterGroup(
        string name,
        IReadOnlyList<ParameterLayout> layout,
        Parameter[] parameters,
        Tensor flat,
        Tensor? flatGradient
    )
    {
        Name = name;
        Layout = layout;
        this.parameters = parameters;
        Flat = Own(flat);
        FlatGradient = flatGradient is null ? null : Own(flatGradient);
    }

    /// <summary>What the group is called in checkpoints: <c>weights</c> or <c>bias_and_norm</c>.</summary>
    public string Name { get; }

    /// <summary>Where each parameter lies, in the order of registration.</summary>
    public IReadOnlyList<ParameterLayout> Layout { get; }

    /// <summary>All values [P].</summary>
    public Tensor Flat { get; }

    /// <summary>All gradients [P]; null for a target that is not trained.</summary>
    public Tensor? FlatGradient { get; }

    /// <summary>Whether there are no parameters in this group.</summary>
    public bool IsEmpty => Layout.Count == 0;

    /// <summary>
    /// One parameter's part of a tensor that is laid out like this group, in the parameter's shape. A new view, in the
    /// current dispose scope.
    /// </summary>
    /// <param name="flat">A tensor [P], such as <see cref="Flat"/> or an optimizer's moment.</param>
    /// <param name="index">The parameter's position in <see cref="Layout"/>.</param>
    public Tensor View(Tensor flat, int index)
    {
        ArgumentNullException.ThrowIfNull(flat);
        var place = Layout[index];
        return flat.as_strided(place.Shape, place.Strides, place.Offset);
    }

    /// <summary>
    /// A new tensor [P] of zeros on the group's device, for an optimizer's moments; the caller's to dispose.
    /// </summary>
    public Tensor NewState() => Flat.zeros_like().DetachFromDisposeScope();

    /// <summary>
    /// Names such a tensor's parts in a checkpoint, each under its parameter's name. The parts are views in the current
    /// dispose scope.
    /// </summary>
    public void SaveState(StateWriter writer, Tensor flat)
    {
        ArgumentNullException.ThrowIfNull(writer);
        for (var i = 0; i < Layout.Count; i++)
        {
            writer.Tensor(Layout[i].Name, View(flat, i));
        }
    }

    /// <summary>Reads back what <see cref="SaveState"/> wrote.</summary>
    public void LoadState(StateReader reader, Tensor flat)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using var scope = NewDisposeScope();
        for (var i = 0; i < Layout.Count; i++)
        {
            reader.Tensor(Layout[i].Name, View(flat, i));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => owned.ForEach(tensor => tensor.Dispose());

    /// <summary>Lays parameters out and turns them into views.</summary>
    internal static ParameterGroup Create(
        string name,
        IReadOnlyList<(string Name, Parameter Parameter)> parameters,
        bool trained
    )
    {
        var layout = Place(parameters);
        var (dtype, device) =
            parameters.Count == 0
                ? (ScalarType.Float32, CPU)
                : (parameters[0].Parameter.dtype, parameters[0].Parameter.device);
        var length = layout.Count == 0 ? 0 : layout[^1].End;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var flat = zeros(new[] { length }, dtype, device);
        var group = new ParameterGroup(
            name,
            layout,
            [.. parameters.Select(found => found.Parameter)],
            flat,
            trained ? zeros(new[] { length }, dtype, device) : null
        );
        for (var i = 0; i < parameters.Count; i++)
        {
            group.Adopt(i, parameters[i].Parameter);
        }

        return group;
    }

    /// <summary>
    /// Copies of all parameters in another type, by one cast of <see cref="Flat"/>. Their gradients reach
    /// <see cref="FlatGradient"/> in its own type. The caller's to dispose.
    /// </summary>
    /// <remarks>
    /// Split, then viewed: the backward pass of a split is one concatenation. Each slice of a tensor would write zeros
    /// of the whole tensor's size in its own.
    /// </remarks>
    internal IReadOnlyList<(Parameter Parameter, Tensor Copy)> Cast(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var source = Flat;
        using var withGradients = enable_grad();
        if (FlatGradient is not null)
        {
            source = Flat.detach();
            source.requires_grad = true;
            source.grad = FlatGradient;
        }

        // Each parameter and the gap behind it.
        var sizes = Layout.SelectMany(place => new[] { place.Length, place.End - place.Offset - place.Length });
        var pieces = source.to(type).split([.. sizes]);
        return
        [
            .. parameters.Select(
                (parameter, i) => (parameter, Layout[i].Shaped(pieces[2 * i]).DetachFromDisposeScope())
            ),
        ];
    }

    private static List<ParameterLayout> Place(IReadOnlyList<(string Name, Parameter Parameter)> parameters)
    {
        var layout = new List<ParameterLayout>(parameters.Count);
        foreach (var (name, parameter) in parameters)
        {
            layout.Add(ParameterLayout.Place(name, parameter.shape, layout.Count == 0 ? 0 : layout[^1].End));
        }

        return layout;
    }

    private void Adopt(int index, Parameter parameter)
    {
        var view = View(Flat, index);
        view.copy_(parameter);
        parameter.set_(view);
        if (FlatGradient is not null)
        {
            parameter.grad = View(FlatGradient, index);
        }
    }

    private Tensor Own(Tensor tensor)
    {
        tensor.DetachFromDisposeScope();
        owned.Add(tensor);
        return tensor;
    }
}
