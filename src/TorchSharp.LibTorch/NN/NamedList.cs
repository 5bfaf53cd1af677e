namespace TorchSharp;

/// <summary>Values under names, in the order in which the names came first.</summary>
internal sealed class NamedList<T>
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, T> values = [];

    internal IEnumerable<(string Name, T Value)> Entries => names.Select(name => (name, values[name]));

    internal bool Contains(string name) => values.ContainsKey(name);

    internal bool TryGet(string name, out T value) => values.TryGetValue(name, out value!);

    internal bool TryAdd(string name, T value)
    {
        if (!values.TryAdd(name, value))
        {
            return false;
        }
        names.Add(name);
        return true;
    }

    internal void Set(string name, T value)
    {
        if (!TryAdd(name, value))
        {
            values[name] = value;
        }
    }

    internal void Remove(string name)
    {
        if (values.Remove(name))
        {
            names.Remove(name);
        }
    }

    internal void Clear()
    {
        names.Clear();
        values.Clear();
    }
}
