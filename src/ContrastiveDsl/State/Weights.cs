using ContrastiveDsl.Native;
using static TorchSharp.torch;

namespace ContrastiveDsl.State;

/// <summary>Loads and saves the weights of one network as safetensors, with torchvision's key names.</summary>
public static class Weights
{
    // Modules that are not the library's are loaded here, too.
    static Weights() => TorchContext.Prepare();

    /// <summary>
    /// Loads weights into a module, strictly: every parameter and buffer must be there with its shape and type, and
    /// nothing else. What is known to stand beside or before an encoder's keys is no fault: torchvision's classifier
    /// (<c>fc</c>, <c>head</c>, <c>heads</c>), and prefixes such as <c>module.</c> and <c>encoder_q.</c> with other
    /// networks beside them. Batch normalization's count of batches may be missing.
    /// </summary>
    /// <param name="module">The network; its tensors stay the same objects on the same device.</param>
    /// <param name="path">
    /// A <c>.safetensors</c> file, a checkpoint's folder, or a run's folder, of which the latest checkpoint counts.
    /// </param>
    /// <param name="prefix">
    /// What a checkpoint puts before the network's keys, such as <c>encoder</c>. A file with the network's bare keys is
    /// taken as it is.
    /// </param>
    /// <returns>What was loaded, and what of the file was left out.</returns>
    /// <exception cref="FileNotFoundException">
    /// There is nothing to load under the path; the message says what was looked for.
    /// </exception>
    /// <exception cref="StateException">
    /// The weights do not fit; the message names the keys. Nothing is changed then.
    /// </exception>
    public static LoadedWeights Load(nn.Module module, string path, string prefix)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = Open(path);
        var state = module.state_dict();
        var found = WeightKeys.Find(file.Path, file.Entries.Keys, state, prefix ?? "", module.GetName());
        var there = state.Where(entry => file.Entries.ContainsKey(found.Prefix + entry.Key)).ToArray();
        foreach (var (key, target) in there)
        {
            SafetensorsFile.RequireFit(file.Path, file.Entries[found.Prefix + key], target);
        }

        foreach (var (key, target) in there)
        {
            file.CopyTo(file.Entries[found.Prefix + key], target);
        }

        return found;
    }

    /// <summary>
    /// Loads weights into a new module as <see cref="Load"/> does and makes it ready for evaluation: in evaluation
    /// mode, and with parameters that take no gradients, so that a call keeps no graph. To train on, use
    /// <see cref="Load"/>.
    /// </summary>
    /// <remarks>
    /// A network of this library may then be called by several threads at once: it computes the same bits as if they
    /// took turns. Give each call a dispose scope of its own, or dispose of its result.
    /// </remarks>
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
            foreach (var parameter in module.parameters())
            {
                parameter.requires_grad = false;
            }

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
    /// Opens the weights that a path stands for, those of a checkpoint as they were written or not at all.
    /// </summary>
    /// <exception cref="FileNotFoundException">There are none; the message says what was looked for.</exception>
    /// <exception cref="IOException">It is no file but a pipe, a socket or a device.</exception>
    /// <exception cref="StateException">The checkpoint is damaged, or the file has another format.</exception>
    internal static SafetensorsFile Open(string path)
    {
        var located = Locate(path);
        PickledFile.Refuse(located);
        if (Path.GetDirectoryName(located) is { } beside && Checkpoint.IsWhole(beside))
        {
            Checkpoint.RequireIntact(beside);
        }

        return SafetensorsFile.Open(located);
    }

    private static string Locate(string path)
    {
        if (File.Exists(path))
        {
            RegularFile.Require(path);
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
}
