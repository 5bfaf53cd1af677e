using System.Collections;

namespace TorchSharp.Modules;

/// <summary>A list of modules that registers them as "0", "1", ….</summary>
public class ModuleList<T> : nn.Module, IList<T>
    where T : nn.Module
{
    private readonly List<T> items = [];
    private bool registered;

    public ModuleList(params T[] modules)
        : base(nameof(ModuleList<T>))
    {
        items.AddRange(modules);
    }

    public int Count => items.Count;

    public bool IsReadOnly => false;

    public T this[int index]
    {
        get => items[index];
        set => items[index] = value;
    }

    public void Add(T item) => items.Add(item);

    public void append(params T[] parameters) => items.AddRange(parameters);

    public void extend(IEnumerable<T> modules) => items.AddRange(modules);

    public void Clear() => items.Clear();

    public bool Contains(T item) => items.Contains(item);

    public void CopyTo(T[] array, int arrayIndex) => items.CopyTo(array, arrayIndex);

    public int IndexOf(T item) => items.IndexOf(item);

    public void Insert(int index, T item) => items.Insert(index, item);

    public bool Remove(T item) => items.Remove(item);

    public void RemoveAt(int index) => items.RemoveAt(index);

    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Registers the modules that are in the list by then.</summary>
    protected override void RegisterComponents()
    {
        if (registered)
        {
            return;
        }
        for (var i = 0; i < items.Count; i++)
        {
            register_module(i.ToString(System.Globalization.CultureInfo.InvariantCulture), items[i]);
        }
        registered = true;
    }
}
