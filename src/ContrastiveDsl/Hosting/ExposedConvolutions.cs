using ContrastiveDsl.Training;
using static TorchSharp.torch;

namespace ContrastiveDsl.Hosting;

/// <summary>
/// Finds convolutions of TorchSharp's own in custom modules, which are exposed to oneDNN's faults where the processor
/// hides its cache sizes.
/// </summary>
internal static class ExposedConvolutions
{
    private const int Shown = 3;

    /// <summary>One line that names them and what to use instead; null where there are none.</summary>
    /// <param name="experiment">The experiment, whose public modules are searched.</param>
    internal static string? Caution(IExperiment experiment)
    {
        var found = ExperimentNetworks
            .Of(experiment)
            .SelectMany(part => Convolutions(part.Name, part.Module))
            .ToArray();
        if (found.Length == 0)
        {
            return null;
        }

        var more = found.Length > Shown ? $" and {found.Length - Shown} more" : "";
        return "on this processor torch.nn's convolutions can be wrong or end the process: "
            + $"{string.Join(", ", found.Take(Shown))}{more}; use ContrastiveDsl.Modules.Convolution2d";
    }

    private static IEnumerable<string> Convolutions(string name, nn.Module module)
    {
        if (module is TorchSharp.Modules.Convolution)
        {
            yield return name;
        }

        foreach (var (path, _) in module.named_modules().Where(inner => inner.module is TorchSharp.Modules.Convolution))
        {
            yield return $"{name}.{path}";
        }
    }
}
