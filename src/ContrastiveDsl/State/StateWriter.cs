using static TorchSharp.torch;

namespace ContrastiveDsl.State;

/// <summary>
/// Collects the state of a run under unique keys: tensors, which go to <c>model.safetensors</c>, and numbers, which go
/// to <c>state.json</c>.
/// </summary>
/// <remarks>
/// It holds on to the tensors it is given and does not copy them, so write it out before they change.
/// </remarks>
public sealed class StateWriter
{
    private readonly string prefix;
    private readonly Dictionary<string, Tensor> tensors;
    private readonly Dictionary<string, StateNumber> numbers;

    /// <summary>Starts with nothing.</summary>
    public StateWriter()
        : this("", new(StringComparer.Ordinal), new(StringComparer.Ordinal)) { }

    private StateWriter(string prefix, Dictionary<string, Tensor> tensors, Dictionary<string, StateNumber> numbers)
    {
        this.prefix = prefix;
        this.tensors = tensors;
        this.numbers = numbers;
    }

    /// <summary>All tensors collected so far, by full key.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => tensors;

    /// <summary>All numbers collected so far, by full key.</summary>
    public IReadOnlyDictionary<string, StateNumber> Numbers => numbers;

    /// <summary>The same collection, with <c>name.</c> before every key.</summary>
    public StateWriter Scope(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new StateWriter(prefix + name + ".", tensors, numbers);
    }

    /// <summary>Adds a tensor of any shape, on any device.</summary>
    /// <exception cref="ArgumentException">The key is taken.</exception>
    public void Tensor(string name, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Add(tensors, name, value);
    }

    /// <summary>
    /// Adds a module's parameters and persistent buffers, under <c>name.</c> and the keys of its state dictionary.
    /// </summary>
    /// <exception cref="ArgumentException">A key is taken.</exception>
    public void Module(string name, nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var scope = Scope(name);
        foreach (var (key, value) in module.state_dict())
        {
            scope.Tensor(key, value);
        }
    }

    /// <summary>Adds a whole number.</summary>
    /// <exception cref="ArgumentException">The key is taken.</exception>
    public void Number(string name, long value) => Add(numbers, name, new StateNumber(value));

    /// <summary>Adds a number; it comes back with the same bits.</summary>
    /// <exception cref="ArgumentException">The key is taken, or the number is not finite.</exception>
    public void Number(string name, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"'{prefix}{name}' is {value}, which a checkpoint cannot hold.", nameof(value));
        }

        Add(numbers, name, new StateNumber(value));
    }

    private void Add<T>(Dictionary<string, T> entries, string name, T value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!entries.TryAdd(prefix + name, value))
        {
            throw new ArgumentException(
                $"The state already holds '{prefix}{name}': every piece of state needs a key of its own.",
                nameof(name)
            );
        }
    }
}
