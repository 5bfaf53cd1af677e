using TorchSharp;
using static TorchSharp.torch;

namespace ContrastiveDsl.State;

/// <summary>Loads and saves the weights of one network as safetensors, with torchvision's key names.</summary>
public static class Weights
{
    /// <summary>
    /// Loads weights into a module, strictly: every parameter and buffer must be there with its shape and type, and
    /// nothing else.
    /// </summary>
    /// <param name="module">The network; its tensors stay the same objects on the same device.</param>
    /// <param name="path">
    /// A <c>.safetensors</c> file, a checkpoint's folder, or a run's folder, of which the latest checkpoint counts.
    /// </param>
    /// <param name="prefix">
    /// What a checkpoint puts before the network's keys, such as <c>encoder</c>. A file with exactly the network's
    /// keys, or without any such key, is taken as it is.
    /// </param>
    /// <exception cref="FileNotFoundException">
    /// There is nothing to load under the path; the message says what was looked for.
    /// </exception>
    /// <exception cref="StateException">The weights do not fit; the message names the keys.</exception>
    public static void Load(nn.Module module, string path, string prefix)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = SafetensorsFile.Open(Locate(path));
        var state = module.state_dict();
        var start = StartOf(file, state, prefix);
        RequireSameKeys(file, start, state, module.GetName());
        foreach (var (key, target) in state)
        {
            SafetensorsFile.RequireFit(file.Path, file.Entries[start + key], target);
        }

        foreach (var (key, target) in state)
        {
            file.CopyTo(file.Entries[start + key], target);
        }
    }

    /// <summary>Loads weights into a new module as <see cref="Load"/> does and makes it ready for evaluation.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The network; disposed of if its weights cannot be loaded.</param>
    /// <param name="path">
    /// A <c>.safetensors</c> file, a checkpoint's folder, or a run's folder, of which the latest checkpoint counts.
    /// </param>
    /// <param name="prefix">What a checkpoint puts before the network's keys.</param>
    /// <returns>The same module, in evaluation mode.</returns>
    /// <exception cref="FileNotFoundException">
    /// There is nothing to load under the path; the message says what was looked for.
    /// </exception>
    /// <exception cref="StateException">The weights do not fit; the message names the keys.</exception>
    public static T LoadForEvaluation<T>(T module, string path, string prefix)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(module);
        try
        {
            Load(module, path, prefix);
            module.eval();
            return module;
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    /// <summary>Saves a module's parameters and buffers under their bare keys.</summary>
    /// <param name="module">The network.</param>
    /// <param name="path">The file; one that exists is replaced once the new one is whole.</param>
    /// <param name="metadata">Texts to store beside the weights, such as the sizes the network was built with.</param>
    public static void Save(nn.Module module, string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        SafetensorsWriter.Write(path, module.state_dict(), metadata);
    }

    /// <summary>
    /// What stands before the network's keys. A network may itself have a child of the prefix's name, so its own keys
    /// come first.
    /// </summary>
    private static string StartOf(SafetensorsFile file, Dictionary<string, Tensor> state, string prefix)
    {
        // A vision transformer's bare keys begin with "encoder." too: what lies outside the prefix tells a file of
        // weights from a checkpoint.
        var isBare =
            (file.Entries.Count == state.Count && state.Keys.All(file.Entries.ContainsKey))
            || state.Keys.Any(key =>
                !key.StartsWith(prefix + ".", StringComparison.Ordinal) && file.Entries.ContainsKey(key)
            );
        var start = isBare || string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
        return file.Entries.Keys.Any(key => key.StartsWith(start, StringComparison.Ordinal)) ? start : "";
    }

    private static string Locate(string path)
    {
        if (File.Exists(path))
        {
            return path;
        }

        if (!Directory.Exists(path))
        {
            throw new FileNotFoundException($"There is no file or folder '{Path.GetFullPath(path)}'.", path);
        }

        var direct = Path.Combine(path, Checkpoint.ModelFile);
        if (File.Exists(direct))
        {
            return direct;
        }

        return Checkpoint.Latest(path) is { } latest
            ? Path.Combine(latest, Checkpoint.ModelFile)
            : throw new FileNotFoundException(
                $"There are no weights in '{Path.GetFullPath(path)}': looked for {Checkpoint.ModelFile} and for {Checkpoint.Folder}{Path.DirectorySeparatorChar}step-*{Path.DirectorySeparatorChar}{Checkpoint.ModelFile}.",
                path
            );
    }

    private static void RequireSameKeys(
        SafetensorsFile file,
        string start,
        Dictionary<string, Tensor> state,
        string moduleName
    )
    {
        var there = file
            .Entries.Keys.Where(key => key.StartsWith(start, StringComparison.Ordinal))
            .Select(key => key[start.Length..])
            .ToHashSet(StringComparer.Ordinal);
        var missing = state.Keys.Where(key => !there.Contains(key)).Order(StringComparer.Ordinal).ToArray();
        var unexpected = there.Where(key => !state.ContainsKey(key)).Order(StringComparer.Ordinal).ToArray();
        if (missing.Length + unexpected.Length == 0)
        {
            return;
        }

        var parts = new List<string>();
        if (missing.Length > 0)
        {
            parts.Add($"lacks {Listing.Of(missing)}");
        }

        if (unexpected.Length > 0)
        {
            parts.Add($"holds {Listing.Of(unexpected)} too many");
        }

        throw new StateException(
            $"'{file.Path}' does not hold the weights of {moduleName}: it {string.Join(" and ", parts)}{(start.Length > 0 ? $", counted under '{start}'" : "")}."
        );
    }
}
