using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.State;

/// <summary>
/// Gives saved state back, strictly: what is missing, does not fit, or stays unread is an error that names the key.
/// </summary>
public sealed class StateReader : IDisposable
{
    private readonly string prefix;
    private readonly Contents contents;

    /// <summary>Reads the tensors of an open file and the numbers beside it.</summary>
    /// <param name="tensors">The file; it is disposed with this reader.</param>
    /// <param name="numbers">The numbers by full key.</param>
    public StateReader(SafetensorsFile tensors, IReadOnlyDictionary<string, StateNumber> numbers)
        : this("", new Contents(tensors, numbers)) { }

    private StateReader(string prefix, Contents contents)
    {
        this.prefix = prefix;
        this.contents = contents;
    }

    /// <summary>The same state, with <c>name.</c> before every key.</summary>
    public StateReader Scope(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new StateReader(prefix + name + ".", contents);
    }

    /// <summary>Whether there is a tensor or number of this name.</summary>
    public bool Contains(string name) =>
        contents.File.Entries.ContainsKey(prefix + name) || contents.Numbers.ContainsKey(prefix + name);

    /// <summary>Copies a saved tensor into an existing one, on whatever device that is.</summary>
    /// <exception cref="StateException">It is missing, or its shape or type differs.</exception>
    public void Tensor(string name, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var key = prefix + name;
        var entry = Find(key);
        SafetensorsFile.RequireFit(contents.File.Path, entry, target);
        contents.File.CopyTo(entry, target);
        contents.Read.Add(key);
    }

    /// <summary>A saved tensor of whatever shape and type, new, on the CPU, the caller's to dispose.</summary>
    /// <exception cref="StateException">It is missing.</exception>
    public Tensor Tensor(string name)
    {
        var key = prefix + name;
        var value = contents.File.Load(Find(key));
        contents.Read.Add(key);
        return value;
    }

    /// <summary>
    /// Copies saved parameters and buffers into a module; its keys and the saved ones under <c>name.</c> must be the
    /// same.
    /// </summary>
    /// <exception cref="StateException">
    /// Keys are missing or unknown to the module, or a shape or type differs.
    /// </exception>
    public void Module(string name, nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var scope = Scope(name);
        var state = module.state_dict();
        foreach (var (key, target) in state)
        {
            scope.Tensor(key, target);
        }

        var unknown = contents.File.Entries.Keys.FirstOrDefault(key =>
            key.StartsWith(scope.prefix, StringComparison.Ordinal) && !state.ContainsKey(key[scope.prefix.Length..])
        );
        if (unknown is not null)
        {
            throw new StateException(
                $"'{contents.File.Path}' holds '{unknown}', which '{name}' ({module.GetName()}) does not have: it was saved from another network."
            );
        }
    }

    /// <summary>A saved whole number.</summary>
    /// <exception cref="StateException">It is missing or not whole.</exception>
    public long Integer(string name)
    {
        var number = FindNumber(prefix + name);
        return number.IsInteger
            ? number.Integer
            : throw new StateException(
                $"'{prefix}{name}' beside '{contents.File.Path}' is {number.Real}; expected a whole number."
            );
    }

    /// <summary>A saved number.</summary>
    /// <exception cref="StateException">It is missing.</exception>
    public double Number(string name)
    {
        var number = FindNumber(prefix + name);
        return number.IsInteger ? number.Integer : number.Real;
    }

    /// <summary>Checks that everything saved was read.</summary>
    /// <exception cref="StateException">Something was not; the message names it.</exception>
    public void RequireAllRead()
    {
        var unread = contents
            .File.Entries.Keys.Concat(contents.Numbers.Keys)
            .Where(key => !contents.Read.Contains(key))
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (unread.Length > 0)
        {
            throw new StateException(
                $"'{contents.File.Path}' holds state that this experiment does not have: {Listing.Of(unread)}. It was saved from another experiment, or from another version of this one."
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => contents.File.Dispose();

    private SafetensorsEntry Find(string key) =>
        contents.File.Entries.TryGetValue(key, out var entry)
            ? entry
            : throw new StateException(
                $"'{contents.File.Path}' does not hold '{key}': it was saved from another experiment, or from another version of this one."
            );

    private StateNumber FindNumber(string key)
    {
        if (!contents.Numbers.TryGetValue(key, out var number))
        {
            throw new StateException(
                $"The numbers beside '{contents.File.Path}' lack '{key}': they were saved from another experiment, or from another version of this one."
            );
        }

        contents.Read.Add(key);
        return number;
    }

    /// <summary>What all scopes of one reader share.</summary>
    private sealed record Contents(SafetensorsFile File, IReadOnlyDictionary<string, StateNumber> Numbers)
    {
        public HashSet<string> Read { get; } = new(StringComparer.Ordinal);
    }
}
