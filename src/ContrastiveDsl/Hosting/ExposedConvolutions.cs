using System.Reflection;
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
        var found = Modules(experiment).SelectMany(part => Convolutions(part.Name, part.Module)).ToArray();
        if (found.Length == 0)
        {
            return null;
        }

        var more = found.Length > Shown ? $" and {found.Length - Shown} more" : "";
        return "on this processor torch.nn's convolutions can be wrong or end the process: "
            + $"{string.Join(", ", found.Take(Shown))}{more}; use ContrastiveDsl.Modules.Convolution2d";
    }

    /// <summary>The encoder and what else the experiment shows, each module once.</summary>
    private static IEnumerable<(string Name, nn.Module Module)> Modules(IExperiment experiment)
    {
        var properties = experiment
            .GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
            .Where(property => property.Name != nameof(IExperiment.Network))
            .Where(property => typeof(nn.Module).IsAssignableFrom(property.PropertyType))
            .Select(property => (property.Name, Module: property.GetValue(experiment) as nn.Module));
        return properties
            .Append((nameof(IExperiment.Network), experiment.Network))
            .Where(part => part.Module is not null)
            .DistinctBy(part => part.Module, ReferenceEqualityComparer.Instance)
            .Select(part => (part.Name, part.Module!));
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
