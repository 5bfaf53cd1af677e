using System.Reflection;
using static TorchSharp.torch;

namespace ContrastiveDsl.Training;

/// <summary>The networks that an experiment shows as public properties.</summary>
internal static class ExperimentNetworks
{
    /// <summary>The encoder and what else the experiment shows, each module once, with the properties' names.</summary>
    internal static IEnumerable<(string Name, nn.Module Module)> Of(IExperiment experiment)
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
}
